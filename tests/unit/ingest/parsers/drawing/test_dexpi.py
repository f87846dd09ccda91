"""Plant models: tags, title block, connections through items without a tag."""

from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from ingest.parsers.drawing.dexpi import is_plant_model, plant_entities

_MODEL = """<PlantModel>
<MetaData ID="m"><GenericAttributes>
  <GenericAttribute Name="DrawingNumberAssignmentClass" Value="PX-12"/>
  <GenericAttribute Name="SheetNumberAssignmentClass" Value="2"/>
  <GenericAttribute Name="TotalNumberOfSheets" Value="4"/>
</GenericAttributes></MetaData>
<Drawing Name="Feed"/>
<Equipment ID="t" ComponentClass="Tank" TagName="T-1"><Extent><Min X="1" Y="2"/><Max X="3" Y="4"/></Extent>
  <Nozzle ID="tn"/></Equipment>
<Equipment ID="p" ComponentClass="Pump"><GenericAttributes>
  <GenericAttribute Name="TagNameAssignmentClass" Value="P-2"/></GenericAttributes>
  <Position><Location X="50" Y="60"/></Position><Nozzle ID="pn"/></Equipment>
<Equipment ID="e" ComponentClass="Tank" TagName="T-9"/>
<PipingNetworkSegment ID="s"><GenericAttributes>
  <GenericAttribute Name="LineNumberAssignmentClass" Value="L7"/></GenericAttributes>
  <PipingComponent ID="v" ComponentClass="GateValve"/>
  <Connection FromID="tn" ToID="v"/><Connection FromID="v" ToID="pn"/>
</PipingNetworkSegment></PlantModel>"""


def _root() -> Element:
    root: Element = fromstring(_MODEL)
    return root


def test_tags_have_their_class_and_their_place() -> None:
    tags = {e.text: (e.name, e.box) for e in plant_entities(_root()) if e.kind == "tag"}
    assert tags["T-1"] == ("Tank", (1.0, 2.0, 3.0, 4.0))
    assert tags["P-2"] == ("Pump", (45.0, 55.0, 55.0, 65.0))


def test_a_valve_without_a_tag_does_not_break_the_pipe() -> None:
    joined = [e.text for e in plant_entities(_root()) if e.kind == "connection"]
    assert joined == ["T-1 – P-2 (line L7)"]


def test_the_title_block_comes_from_the_meta_data() -> None:
    fields = {e.name: e.text for e in plant_entities(_root()) if e.kind == "title_block"}
    assert fields == {"drawing number": "PX-12", "sheet": "2 of 4", "title": "Feed"}


def test_other_xml_is_no_plant_model() -> None:
    assert not is_plant_model(fromstring("<svg/>"))
