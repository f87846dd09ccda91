"""Words of the site standard SV-STD-017: sections, clauses of two levels, lettered items, tables. Data only."""
# ruff: noqa: E501

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause such as 5.2, with lettered items and the table that follows it, if any."""

    number: str
    title: str
    text: str
    items: tuple[str, ...] = ()
    table: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section such as 5, with its clauses."""

    number: str
    title: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class LimitTable:
    """A numbered table of the standard; ``widths`` in millimetres."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    note: str = ""


SECTIONS_1 = (
    Section("1", "Scope", (
        Clause("1.1", "Field", "This standard sets the rules for operating, monitoring and maintaining centrifugal pumps, cooling tower fans and their drivers on the Sorval site. It applies to all machines with a shaft power above 5 kW."),
        Clause("1.2", "Exclusions", "It does not apply to the following machines, for which the makers' instructions hold:", ("dosing pumps and other positive displacement pumps;", "submersible pumps in drainage pits;", "fire water pumps, which are covered by SV-STD-031.")),
        Clause("1.3", "Precedence", "Where this standard and a maker's instruction differ, the stricter limit is applied until the reliability engineer has decided in writing."),
    )),
    Section("2", "References", (
        Clause("2.1", "Site documents", "The following documents are needed to apply this standard:", ("SV-STD-004, Criticality of equipment;", "SV-STD-022, Management of alarms;", "SV-PRO-112, Isolation and permit to work;", "CE-040-03, Consigne d'exploitation, permutation des pompes P-101A/B.")),
        Clause("2.2", "Public standards", "Vibration is measured following the ISO 20816 series; the limits of Table 1 are those of the site and are not those of ISO 20816."),
    )),
    Section("3", "Terms", (
        Clause("3.1", "DE and NDE", "DE is the drive end of the pump, next to the coupling. NDE is the non-drive end. On split case pumps the locating bearing, which takes the axial load, is at the NDE."),
        Clause("3.2", "Alert, alarm, trip", "The alert is the level at which somebody must look and record. The alarm is the level at which the machine must be relieved or changed over. The trip is the level at which the machine is stopped at once, by hand if it does not stop by itself."),
        Clause("3.3", "Duty and standby", "The duty pump feeds the header. The standby pump is available when it can start by itself on low header pressure within 60 s."),
        Clause("3.4", "Deferral", "A deferral is a change of the due date of a preventive work order after the order has been released."),
        Clause("3.5", "NPSH margin", "The NPSH margin is the available NPSH less the required NPSH at the flow of the moment, both in metres of water."),
    )),
    Section("4", "Responsibilities", (
        Clause("4.1", "Shift engineer", "The shift engineer has the machine operated within the limits of this standard, and orders the change-over when an alarm level is reached."),
        Clause("4.2", "Reliability engineer", "The reliability engineer keeps this standard, the limits in the control system and the vibration route, and approves the deferrals listed in Table 8."),
        Clause("4.3", "Planner", "The planner keeps at least one set of bearings in stock for every machine of criticality A, and reports a stock of zero to the reliability engineer within two working days."),
        Clause("4.4", "Instrument supervisor", "The instrument supervisor has every transmitter put back in service after calibration as laid down in clause 10.4."),
    )),
    Section("5", "Vibration", (
        Clause("5.1", "Measuring points", "Vibration is measured as velocity, root mean square, from 10 Hz to 1 000 Hz, on each bearing housing in three directions:", ("horizontal, at the height of the shaft centre;", "vertical, above the shaft centre;", "axial, on the locating bearing only.")),
        Clause("5.2", "Limits", "The limits of Table 1 apply to the highest of the readings on a machine. The acceptance value applies for the first 72 h after an overhaul.", (), "1"),
        Clause("5.3", "What to do at each level", "When a level of Table 1 is reached and held for 10 minutes:", ("at the alert, a vibration analysis is made within 24 h and a work order of priority 2 is raised;", "at the alarm, the standby machine is put in service within 1 h;", "at the trip, the machine is stopped at once.")),
        Clause("5.4", "Online sensors", "A machine with an online vibration sensor carries both the alert and the alarm of Table 1 in the control system. The trip is wired only for machines of criticality A."),
        Clause("5.5", "Route", "Machines of criticality A are measured by hand every month, of criticality B every three months, and of criticality C once a year. A route that is more than 10 days late is reported to the reliability engineer."),
        Clause("5.6", "Change against baseline", "A reading that has doubled against the baseline of the machine is handled like an alert, even where the value is below Table 1."),
        Clause("5.7", "Cavitation", "Broadband noise with a rise of vibration above 5 kHz and a sound like gravel points to cavitation. The suction side is then checked before the bearings: strainer, suction valve, basin level, in this order."),
    )),
    Section("6", "Bearing temperature", (
        Clause("6.1", "Limits", "The temperature of a bearing housing is kept below the limits of Table 2.", (), "2"),
        Clause("6.2", "Rate of rise", "A rise of more than 3 °C in one hour at steady load is handled like an alert. A rise of more than 8 °C in one hour is handled like an alarm."),
        Clause("6.3", "Run-in", "New grease-lubricated bearings may run up to 10 °C warmer than normal during the first 24 h, if the alert of Table 2 is not reached."),
        Clause("6.4", "Start blocked", "After a trip on bearing temperature the machine is not started again before:", ("the shaft turns freely by hand;", "the housing is below 45 °C;", "the reliability engineer has released the start in the shift log.")),
    )),
    Section("7", "Lubrication", (
        Clause("7.1", "Grease", "Pump bearings are lubricated with grease GR-P2 (polyurea, NLGI 2). Motor bearings are lubricated with GR-P2 as well. Polyurea and lithium greases are never mixed."),
        Clause("7.2", "Quantities and intervals", "Quantities and intervals are those of Table 3. The interval is halved for vertical machines and for housings that run above 80 °C.", (), "3"),
        Clause("7.3", "Way of greasing", "Greasing is done with the machine running, as follows:", ("clean the nipple and open the drain plug;", "press in half of the quantity, wait 5 minutes, press in the rest;", "leave the drain open for 30 minutes;", "close the drain and record quantity and colour of the old grease.")),
        Clause("7.4", "Storage", "Opened cartridges are used up within 12 months and carry the date of opening."),
    )),
)  # fmt: skip

SECTIONS_2 = (
    Section("8", "Suction strainers and NPSH", (
        Clause("8.1", "Limits of differential pressure", "The differential pressure of a suction strainer is kept within Table 4. The values hold at rated flow; below 80 % of rated flow they are halved.", (), "4"),
        Clause("8.2", "Cleaning", "Baskets are cleaned every month, and also:", ("after work on the cooling tower or its basin, 48 h and 7 days after restart;", "after a storm with leaves in the basin;", "when the suction pressure has fallen by 0.15 bar against its value after the last cleaning.")),
        Clause("8.3", "Cross-check", "The differential pressure is compared with the suction pressure at every shift. A steady differential pressure with falling suction pressure means that the transmitter is wrong."),
        Clause("8.4", "Transmitter out of service", "When the differential pressure transmitter is faulty or isolated:", ("suction pressure is recorded by hand every 2 h;", "the strainer is handled as choked when suction pressure is below 0.10 barg;", "the transmitter is repaired within 72 h.")),
        Clause("8.5", "NPSH margin", "The NPSH margin is at least the value of Table 5. Below it the flow is reduced or the pump is changed over.", (), "5"),
        Clause("8.6", "Strength of baskets", "Baskets are designed for a collapse pressure of 1.0 bar. A basket that has seen more than 0.8 bar is replaced."),
        Clause("8.7", "Basin screens", "A basin screen is refitted with a hold point: the gap between panels and frame does not exceed 5 mm and the mechanical supervisor signs before the basin is filled."),
    )),
    Section("9", "Alignment and mechanical work", (
        Clause("9.1", "Alignment", "Couplings are aligned by laser, cold, within Table 6. The readings before and after are kept with the work order.", (), "6"),
        Clause("9.2", "Soft foot", "Soft foot is below 0.05 mm at every foot before alignment starts."),
        Clause("9.3", "Bearings", "Bearings are fitted warm, at no more than 110 °C, with an induction heater that demagnetises. A bearing that has been pulled off is never used again."),
        Clause("9.4", "Bolts", "Bolts of property class 8.8 are tightened dry to Table 7.", (), "7"),
        Clause("9.5", "Wear rings", "The diametral clearance of new wear rings is 0.40 mm to 0.50 mm. Rings are replaced at 0.90 mm."),
        Clause("9.6", "Balance", "Impellers are balanced to grade G 6.3 after any repair of the blades."),
    )),
    Section("10", "Alarms, trips and transmitters", (
        Clause("10.1", "Settings", "Settings in the control system follow Tables 1, 2 and 4. A setting that differs is approved by the reliability engineer and carries an end date."),
        Clause("10.2", "Acknowledged is not handled", "An acknowledged alarm that stands for more than 30 minutes is handed over in writing at shift change."),
        Clause("10.3", "Bypass", "A trip may be bypassed for no more than 8 h, with a permit, and only while the standby machine is available."),
        Clause("10.4", "After calibration", "After a calibration a second person checks, before the order is closed:", ("that all isolation valves of the manifold are open and the equalising valve is shut;", "that the reading changes when the machine changes;", "that the reading in the control system agrees with the transmitter.")),
        Clause("10.5", "Frozen value", "A process value that has not moved by more than 0.1 % of its range for 4 h while the machine runs raises the alarm FROZEN."),
    )),
    Section("11", "Duty and standby", (
        Clause("11.1", "Availability", "For machines of criticality A one standby is available at all times. Its repair is of priority 2 and takes no longer than 7 days."),
        Clause("11.2", "Change-over", "Duty and standby are changed over every month, on the first Tuesday, following CE-040-03."),
        Clause("11.3", "Single running", "While no standby is available, the shift takes suction pressure, vibration and bearing temperature of the duty pump by hand every 4 h."),
        Clause("11.4", "Automatic start", "The start of the standby pump on low header pressure is tested at each change-over. The header pressure that starts it is 2.8 barg."),
    )),
    Section("12", "Deferral of preventive work", (
        Clause("12.1", "Rule", "A preventive work order may be deferred as Table 8 allows. The reason and the name of the approver's function are written in the order.", (), "8"),
        Clause("12.2", "Second deferral", "A second deferral on equipment of criticality A is not allowed without a written risk assessment."),
        Clause("12.3", "Compensating measure", "Each deferral names a compensating measure, for example a reading by hand every shift."),
        Clause("12.4", "Report", "The planner sends the list of deferred orders to the reliability engineer every Friday."),
    )),
    Section("13", "Restart after repair", (
        Clause("13.1", "Test run", "After a bearing repair the pump is run for 2 h at rated flow before it is released."),
        Clause("13.2", "Release", "The pump is released when:", ("vibration is within the acceptance value of Table 1;", "bearing temperatures have passed their maximum and fall;", "seal leakage is below 10 drops per minute;", "alignment readings are on file.")),
        Clause("13.3", "Follow-up", "Vibration is measured again 72 h after release."),
    )),
    Section("14", "Records", (
        Clause("14.1", "Retention", "Vibration data, alignment sheets and lubrication records are kept for 10 years, trends of the historian for 5 years."),
        Clause("14.2", "Root cause analysis", "A root cause analysis is written within 15 working days for each failure of a machine of criticality A and each loss of production above 5 t."),
    )),
)  # fmt: skip

TABLES = {
    "1": LimitTable("Table 1 – Limits of vibration velocity, mm/s RMS", ("Group", "Machines", "Acceptance", "Alert", "Alarm", "Trip"), (
        ("1", "Pumps up to 15 kW", "1.8", "2.8", "4.5", "7.1"),
        ("2", "Pumps above 15 kW up to 75 kW", "2.3", "3.5", "5.6", "9.0"),
        ("3", "Pumps above 75 kW up to 300 kW", "2.8", "4.5", "7.1", "11.0"),
        ("4", "Electric motors above 75 kW", "2.3", "3.5", "5.6", "9.0"),
        ("5", "Cooling tower fans and gearboxes", "4.0", "6.3", "8.0", "12.5"),
    ), (16, 64, 30, 20, 20, 20), "Power is that of the driver's name plate."),
    "2": LimitTable("Table 2 – Limits of bearing housing temperature, °C", ("Bearing", "Alert", "Alarm", "Trip"), (
        ("Rolling bearing, grease", "75", "82", "95"),
        ("Rolling bearing, oil bath", "70", "80", "90"),
        ("Plain bearing, oil ring", "70", "78", "88"),
        ("Electric motor, rolling bearing", "80", "90", "100"),
    ), (70, 25, 25, 25), "Ambient air up to 40 °C."),
    "3": LimitTable("Table 3 – Grease quantity and interval", ("Bearing", "Quantity, g", "Interval at 1 500 rpm, h", "Interval at 3 000 rpm, h"), (
        ("6308", "9", "8 000", "4 000"), ("6310", "14", "7 000", "3 500"), ("6312", "20", "6 000", "2 500"),
        ("3312", "24", "3 000", "1 200"), ("6316", "33", "5 000", "1 800"), ("6319", "45", "4 500", "1 500"),
    ), (35, 30, 45, 45)),
    "4": LimitTable("Table 4 – Differential pressure of suction strainers", ("Level", "Basket 3 mm, bar", "Basket 6 mm, bar", "What to do"), (
        ("Clean", "up to 0.06", "up to 0.04", "nothing"), ("Plan", "0.15", "0.10", "clean within 7 days"),
        ("Alert", "0.25", "0.18", "clean within 24 h"), ("Alarm", "0.40", "0.30", "change over within 1 h"),
        ("Stop", "0.60", "0.50", "stop the pump"),
    ), (25, 38, 38, 55)),
    "5": LimitTable("Table 5 – Smallest NPSH margin", ("Service", "Margin, m", "or ratio NPSHa / NPSHr"), (
        ("Cooling water", "1.0", "1.3"), ("Hot water above 60 °C", "1.5", "1.5"), ("Solvents near boiling point", "2.0", "1.6"),
    ), (60, 40, 55), "The larger of the two is required."),
    "6": LimitTable("Table 6 – Alignment tolerances, cold", ("Speed, rpm", "Parallel offset, mm", "Angularity, mm per 100 mm"), (
        ("up to 1 000", "0.09", "0.08"), ("1 001 to 1 800", "0.06", "0.05"), ("1 801 to 3 600", "0.03", "0.03"),
    ), (45, 45, 55)),
    "7": LimitTable("Table 7 – Tightening torque, class 8.8, dry", ("Thread", "Torque, N·m"), (
        ("M8", "25"), ("M10", "49"), ("M12", "85"), ("M16", "210"), ("M20", "425"), ("M24", "730"),
    ), (40, 40)),
    "8": LimitTable("Table 8 – Deferral of preventive work", ("Criticality", "Deferrals", "Longest, days", "Approved by"), (
        ("A", "1", "14", "Reliability engineer"), ("B", "2", "30", "Maintenance supervisor"), ("C", "3", "60", "Planner"),
    ), (30, 30, 40, 55)),
}  # fmt: skip

CHECKLIST = (
    ("A1", "Strainer clean, cover tight, leak test done", "Mechanical"),
    ("A2", "Suction valve open and locked", "Operations"),
    ("A3", "Isolation valves of PT-102 and PDT-104 open, equalising valve shut", "Instrument"),
    ("A4", "Seal chamber vented", "Operations"),
    ("A5", "Shaft turned by hand, two full turns", "Mechanical"),
    ("A6", "Coupling guard fitted", "Mechanical"),
    ("A7", "Grease quantity recorded", "Mechanical"),
    ("A8", "Direction of rotation checked if the motor was disconnected", "Electrical"),
    ("A9", "Automatic start of the standby pump armed", "Operations"),
    ("A10", "Baseline of vibration and temperature recorded after 2 h", "Reliability"),
)

REVISIONS = (
    ("1", "12/03/2014", "First issue"),
    ("2", "04/11/2016", "Group 5 (fans) added to Table 1"),
    ("3", "19/06/2019", "Table 4 by mesh of basket; clause 8.3 new"),
    ("4", "27/01/2022", "Clause 12.2 new; Table 8 by criticality"),
    ("5", "15/05/2024", "Trip on vibration for criticality A; clauses 10.4 and 10.5 new"),
)
