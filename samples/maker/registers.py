"""Contents of the equipment register, the instrument list, the spare parts and the FMEA. Data only."""
# ruff: noqa: E501

from __future__ import annotations

REGISTER_HEADER = (
    "Tag", "Description", "Type", "Manufacturer", "Model", "Serial no.", "Year", "Criticality", "Rated flow",
    "Head", "Power", "Speed", "Location", "Drawing",
)  # fmt: skip
REGISTER_UNITS = ("", "", "", "", "", "", "", "A/B/C", "m3/h", "m", "kW", "rpm", "", "")
_PID = "PID-040-001"
REGISTER = (
    ("P-101A", "Cooling water pump A", "Centrifugal, split case", "Aquarix", "SC 300-400", "AQ-07-3318", 2007, "A", 850, 42, None, 1485, "040 pump bay, row 1", _PID),
    ("P-101B", "Cooling water pump B", "Centrifugal, split case", "Aquarix", "SC 300-400", "AQ-07-3319", 2007, "A", 850, 42, None, 1485, "040 pump bay, row 1", _PID),
    ("M-101A", "Motor of P-101A", "Induction motor", "Voltamer", "VM 315 M4", "61-20417", 2007, "A", None, None, 132, 1485, "040 pump bay, row 1", _PID),
    ("M-101B", "Motor of P-101B", "Induction motor", "Voltamer", "VM 315 M4", "61-20418", 2016, "A", None, None, 132, 1485, "040 pump bay, row 1", _PID),
    ("S-101A", "Suction strainer of P-101A", "Basket strainer, 3 mm", "Filtrona Nord", "BK-400", "F-9921", 2007, "A", 900, None, None, None, "040 pump bay, row 1", _PID),
    ("S-101B", "Suction strainer of P-101B", "Basket strainer, 3 mm", "Filtrona Nord", "BK-400", "F-9922", 2007, "A", 900, None, None, None, "040 pump bay, row 1", _PID),
    ("CT-101", "Cooling tower, 2 cells", "Induced draught tower", "Ventoral", "IDX-2/900", "VT-2206", 2006, "A", 1800, None, None, None, "040 roof", _PID),
    ("FAN-101", "Fan of CT-101, cell 1", "Axial fan with gearbox", "Ventoral", "AX 4200", "VT-2206-1", 2006, "B", None, None, 37, 148, "040 roof", _PID),
    ("FAN-102", "Fan of CT-101, cell 2", "Axial fan with gearbox", "Ventoral", "AX 4200", "VT-2206-2", 2006, "B", None, None, 37, 148, "040 roof", _PID),
    ("BS-101", "Basin screen of CT-101", "Stainless panels, 10 mm mesh", "Site made", "–", "–", 2006, "B", 1800, None, None, None, "040 basin outlet", _PID),
    ("E-201", "Reactor jacket cooler", "Plate heat exchanger", "Plaxcel", "PX-62/188", "PX-8841", 2011, "A", 520, None, None, None, "200 level 1", _PID),
    ("E-202", "Condenser trim cooler", "Plate heat exchanger", "Plaxcel", "PX-42/120", "PX-8842", 2011, "B", 330, None, None, None, "200 level 1", _PID),
    ("F-105", "Side-stream filter", "Sand filter", "Filtrona Nord", "SF-1200", "F-7710", 2013, "C", 45, None, None, None, "040 pump bay, row 2", _PID),
    ("DP-106", "Inhibitor dosing pump", "Diaphragm pump", "Dosapro Est", "D-12", "DE-50031", 2019, "C", 0.012, 60, 0.18, 100, "040 dosing skid", _PID),
    ("HV-101A", "Suction isolation valve of P-101A", "Butterfly DN400", "Robinal", "BV-400", "–", 2007, "B", None, None, None, None, "040 pump bay, row 1", _PID),
    ("HV-101B", "Suction isolation valve of P-101B", "Butterfly DN400", "Robinal", "BV-400", "–", 2007, "B", None, None, None, None, "040 pump bay, row 1", _PID),
    ("NRV-103A", "Discharge check valve of P-101A", "Dual plate DN300", "Robinal", "DP-300", "–", 2007, "A", None, None, None, None, "040 pump bay, row 1", _PID),
    ("NRV-103B", "Discharge check valve of P-101B", "Dual plate DN300", "Robinal", "DP-300", "–", 2018, "A", None, None, None, None, "040 pump bay, row 1", _PID),
    ("HV-104A", "Discharge isolation valve of P-101A", "Butterfly DN300", "Robinal", "BV-300", "–", 2007, "B", None, None, None, None, "040 pump bay, row 1", _PID),
    ("HV-104B", "Discharge isolation valve of P-101B", "Butterfly DN300", "Robinal", "BV-300", "–", 2007, "B", None, None, None, None, "040 pump bay, row 1", _PID),
    ("LV-101", "Make-up water valve", "Globe DN80", "Robinal", "GV-80", "–", 2006, "B", None, None, None, None, "040 roof", _PID),
    ("HV-120", "Blowdown valve", "Ball DN50", "Robinal", "KV-50", "–", 2006, "C", None, None, None, None, "040 basin outlet", _PID),
    ("P-110A", "Closed loop pump A", "Centrifugal, end suction", "Aquarix", "ES 100-250", "AQ-12-0207", 2012, "B", 120, 65, None, 2950, "040 pump bay, row 2", "PID-040-002"),
    ("P-110B", "Closed loop pump B", "Centrifugal, end suction", "Aquarix", "ES 100-250", "AQ-12-0208", 2012, "B", 120, 65, None, 2950, "040 pump bay, row 2", "PID-040-002"),
    ("M-110A", "Motor of P-110A", "Induction motor", "Voltamer", "VM 225 M2", "61-33090", 2012, "B", None, None, 45, 2950, "040 pump bay, row 2", "PID-040-002"),
    ("M-110B", "Motor of P-110B", "Induction motor", "Voltamer", "VM 225 M2", "61-33091", 2012, "B", None, None, 45, 2950, "040 pump bay, row 2", "PID-040-002"),
)  # fmt: skip

INSTRUMENT_HEADER = (
    "Tag", "Service", "Equipment", "Range low", "Range high", "Unit", "L", "H", "HH", "Trip", "Last calibration",
    "Interval",
)  # fmt: skip
INSTRUMENT_UNITS = ("", "", "", "", "", "", "alarm", "alarm", "alarm", "yes/no", "date", "months")
INSTRUMENTS = (
    ("LT-101", "Basin level", "CT-101", 0, 100, "%", 35, 90, None, "no", "2025-01-13", 12),
    ("PT-102A", "Suction pressure P-101A", "P-101A", -1, 3, "barg", -0.20, None, None, "no", "2025-03-04", 12),
    ("PT-102B", "Suction pressure P-101B", "P-101B", -1, 3, "barg", -0.20, None, None, "no", "2025-03-05", 12),
    ("PT-103A", "Discharge pressure P-101A", "P-101A", 0, 10, "barg", 3.0, None, None, "no", "2025-02-18", 24),
    ("PT-103B", "Discharge pressure P-101B", "P-101B", 0, 10, "barg", 3.0, None, None, "no", "2025-02-18", 24),
    ("PDT-104A", "Strainer DP S-101A", "S-101A", 0, 1, "bar", None, 0.25, 0.40, "no", "2025-09-02", 12),
    ("PDT-104B", "Strainer DP S-101B", "S-101B", 0, 1, "bar", None, 0.25, 0.40, "no", "2025-03-03", 12),
    ("TT-105A", "DE bearing temperature P-101A", "P-101A", 0, 150, "°C", None, 75, 95, "yes", "2024-06-17", 24),
    ("TT-105B", "DE bearing temperature P-101B", "P-101B", 0, 150, "°C", None, 75, 95, "yes", "2024-06-17", 24),
    ("TT-106A", "NDE bearing temperature P-101A", "P-101A", 0, 150, "°C", None, 82, 95, "yes", "2025-06-17", 12),
    ("TT-106B", "NDE bearing temperature P-101B", "P-101B", 0, 150, "°C", None, 75, 95, "yes", "2025-06-17", 12),
    ("VT-108A", "NDE vibration P-101A", "P-101A", 0, 20, "mm/s", None, 7.1, 11.0, "yes", "2025-06-17", 12),
    ("VT-108B", "NDE vibration P-101B", "P-101B", 0, 20, "mm/s", None, 4.5, 7.1, "no", "2025-06-18", 12),
    ("IT-109A", "Motor current M-101A", "M-101A", 0, 500, "A", None, 232, None, "no", "2023-11-07", 36),
    ("IT-109B", "Motor current M-101B", "M-101B", 0, 500, "A", None, 232, None, "no", "2023-11-07", 36),
    ("FT-110", "Header flow", "–", 0, 1250, "m3/h", 700, None, None, "no", "2025-02-10", 12),
    ("PSL-112", "Header pressure, start of standby pump", "–", 0, 10, "barg", 2.8, None, None, "no", "2025-02-18", 12),
    ("TT-115", "Supply temperature", "–", 0, 80, "°C", None, 31, None, "no", "2024-10-21", 24),
)  # fmt: skip

SPARE_HEADER = ("Part no.", "Description", "Fits", "In stock", "Minimum", "Unit price", "Lead time", "Shelf")
SPARE_UNITS = ("", "", "", "pcs", "pcs", "EUR", "weeks", "")
SPARES = (
    ("40-0117", "Bearing 3312 A/C3 (NDE)", "P-101A/B", 0, 1, 412.0, 6, "B-04"),
    ("40-0118", "Bearing 6312/C3 (DE)", "P-101A/B", 2, 1, 96.5, 2, "B-04"),
    ("40-0121", "Mechanical seal kit 75 mm", "P-101A/B", 1, 2, 1840.0, 8, "C-11"),
    ("40-0124", "Impeller, bronze, dia. 398", "P-101A/B", 0, 0, 4960.0, 14, "–"),
    ("40-0125", "Wear ring set", "P-101A/B", 1, 1, 735.0, 5, "C-12"),
    ("40-0130", "Strainer basket, 3 mm", "S-101A/B", 0, 1, 620.0, 4, "D-02"),
    ("40-0131", "Strainer cover gasket", "S-101A/B", 6, 4, 18.2, 1, "D-02"),
    ("40-0140", "Coupling element, size 140", "P-101A/B", 2, 1, 155.0, 2, "C-12"),
    ("40-0152", "Bearing cover, NDE (MD-101-07)", "P-101A/B", 1, 1, 286.0, 5, "C-13"),
    ("40-0160", "Differential pressure transmitter 0-1 bar", "PDT-104A/B", 1, 1, 1120.0, 3, "I-07"),
    ("40-0161", "Accelerometer 100 mV/g", "VT-108A/B", 3, 1, 240.0, 1, "I-07"),
    ("40-0170", "Grease GR-P2, polyurea NLGI 2, 400 g", "all pumps", 24, 10, 9.5, 1, "L-01"),
    ("40-0188", "Gearbox oil ISO VG 220, 20 l", "FAN-101/102", 4, 2, 118.0, 1, "L-02"),
    ("40-0190", "Diaphragm set", "DP-106", 2, 2, 64.0, 2, "D-05"),
    ("40-0201", "Plate gasket set PX-62", "E-201", 1, 1, 2310.0, 9, "E-01"),
)  # fmt: skip

FMEA_HEADER = (
    "No.", "Equipment", "Component", "Failure mode", "Code", "Cause", "Effect", "S", "O", "D", "RPN",
    "Current control", "Recommended action", "Owner",
)  # fmt: skip
FMEA_UNITS = ("", "", "", "", "", "", "", "1-10", "1-10", "1-10", "S×O×D", "", "", "")
# Equipment, component, failure mode, code, cause, effect, S, O, D, current control, recommended action, owner.
FMEA = (
    ("P-101A/B", "NDE bearing", "Overheating and seizure", "OHE", "Axial overload from cavitation", "Pump trip, loss of cooling for minutes", 8, 3, 4, "TT-106 alarm and trip", "Alert on rate of rise of TT-106", "Reliability engineer"),
    ("P-101A/B", "NDE bearing", "Spalling", "VIB", "Fatigue at end of life", "Rising vibration", 6, 4, 3, "Monthly vibration route", "Replace at 24,000 h", "Reliability engineer"),
    ("P-101A/B", "NDE bearing", "Overheating and seizure", "OHE", "Wrong or mixed grease", "Pump trip", 8, 2, 5, "Lubrication sheet", "Colour-coded grease guns", "Mechanical supervisor"),
    ("P-101A/B", "DE bearing", "Spalling", "VIB", "Misalignment of coupling", "Rising vibration", 6, 3, 3, "Monthly vibration route", "Laser alignment after each repair", "Mechanical supervisor"),
    ("P-101A/B", "DE bearing", "Overheating and seizure", "OHE", "Over-greasing", "Pump trip", 7, 3, 4, "TT-105 alarm and trip", "Weigh grease shots once a year", "Mechanical supervisor"),
    ("P-101A/B", "Impeller", "Cavitation erosion", "LOO", "Low NPSH, choked strainer", "Loss of head and flow", 7, 3, 6, "PDT-104 alarm, PT-102 alarm", "Cross-check PDT-104 against PT-102 in the DCS", "Process engineer"),
    ("P-101A/B", "Impeller", "Fouling", "LOO", "Scale and biofilm", "Loss of flow", 4, 4, 3, "Pump test twice a year", "Keep inhibitor dosing in range", "Process engineer"),
    ("P-101A/B", "Wear rings", "Wear", "LOO", "Sand and scale", "Loss of efficiency", 4, 5, 4, "Pump test twice a year", "Replace at clearance 0.9 mm", "Mechanical supervisor"),
    ("P-101A/B", "Mechanical seal", "External leak", "ELP", "Dry running at start", "Leak, pump taken out of service", 6, 4, 3, "Operator round", "Vent seal chamber before start", "Shift engineer"),
    ("P-101A/B", "Mechanical seal", "External leak", "ELP", "Cracked faces from thermal shock", "Leak, pump taken out of service", 6, 3, 4, "Operator round", "Keep two seal kits in stock", "Planner"),
    ("P-101A/B", "Shaft", "Fatigue fracture", "BRD", "Repeated high vibration", "Loss of pump", 9, 1, 5, "VT-108 trip", "Crack test at each overhaul", "Reliability engineer"),
    ("P-101A/B", "Coupling", "Element torn", "BRD", "Misalignment", "Loss of pump", 7, 2, 4, "Annual alignment check", "Stroboscope inspection every 3 months", "Mechanical supervisor"),
    ("P-101A/B", "Casing", "External leak", "ELP", "Gasket ageing", "Small leak", 3, 2, 2, "Operator round", "None", "Mechanical supervisor"),
    ("M-101A/B", "Stator winding", "Earth fault", "BRD", "Moisture, heater failed", "Loss of pump", 8, 2, 4, "Insulation test once a year", "Monitor space heater current", "Electrical supervisor"),
    ("M-101A/B", "Motor bearing", "Spalling", "VIB", "Fatigue", "Rising vibration", 6, 3, 3, "Monthly vibration route", "Replace at 40,000 h", "Electrical supervisor"),
    ("M-101A/B", "Cooling fan", "Rubbing", "NOI", "Cover deformed", "Noise, heating", 3, 3, 2, "Operator round", "None", "Electrical supervisor"),
    ("S-101A/B", "Basket", "Choked", "PLU", "Debris from tower or basin", "Cavitation of pump", 8, 5, 3, "PDT-104 alarm, monthly cleaning", "Never defer cleaning twice", "Planner"),
    ("S-101A/B", "Basket", "Collapsed", "STD", "DP above 1.0 bar", "Debris in impeller", 9, 2, 4, "PDT-104 HH alarm", "Trip of pump at DP 0.60 bar", "Process engineer"),
    ("S-101A/B", "Basket", "Bypass of debris", "STD", "Seat worn", "Debris in impeller", 6, 2, 6, "Visual inspection at cleaning", "Measure seat gap once a year", "Mechanical supervisor"),
    ("S-101A/B", "Cover", "Air ingress", "LOO", "Gasket hard", "Loss of prime", 6, 2, 5, "Leak test after cleaning", "Replace gasket at every second opening", "Mechanical supervisor"),
    ("PDT-104A/B", "Impulse lines", "Reading frozen", "AIR", "Isolation valve left shut after calibration", "Choked strainer not seen", 8, 3, 7, "None", "Independent check of manifold after calibration", "Instrument supervisor"),
    ("PDT-104A/B", "Impulse lines", "Reading drifts", "AIR", "Impulse line fouled", "Late cleaning", 5, 4, 4, "Annual calibration", "Blow through every 6 months", "Instrument supervisor"),
    ("PT-102A/B", "Transmitter", "Reading frozen", "AIR", "Electronics", "Low NPSH not seen", 6, 2, 5, "Annual calibration", "Frozen-value alarm in the historian", "Instrument supervisor"),
    ("VT-108A/B", "Accelerometer", "Reading too low", "AIR", "Loose mounting", "Late alarm", 6, 3, 5, "Annual check with shaker", "Torque check at each route", "Vibration analyst"),
    ("TT-106A/B", "Thermometer", "Broken circuit", "AIR", "Connector", "Spurious trip", 5, 3, 2, "Burn-out detection", "None", "Instrument supervisor"),
    ("FT-110", "Transmitter", "Spikes", "AIR", "Earth loop", "False records", 2, 5, 2, "None", "Check screen earthing", "Instrument supervisor"),
    ("CT-101", "Fill", "Breaks up", "STD", "Ageing of PVC", "Debris in basin", 6, 3, 5, "Monthly inspection", "Replace every 12 years", "Process engineer"),
    ("CT-101", "Drift eliminators", "Fouled", "PLU", "Algae", "Loss of cooling", 4, 4, 3, "Monthly inspection", "Clean in spring", "Process engineer"),
    ("CT-101", "Spray nozzles", "Blocked", "PLU", "Scale", "Loss of cooling", 4, 5, 3, "Monthly inspection", "Keep 20 nozzles in stock", "Process engineer"),
    ("CT-101", "Basin", "Low level", "LOO", "Make-up valve fails closed", "Vortex, air in pumps", 7, 2, 3, "LT-101 alarm", "Low-low level stops pumps", "Process engineer"),
    ("BS-101", "Screen panel", "Gap or tear", "STD", "Damage at refitting", "Debris to strainers", 6, 3, 7, "None", "Inspection with hold point before refilling", "Mechanical supervisor"),
    ("BS-101", "Screen panel", "Choked", "PLU", "Leaves", "Low level at suction", 5, 4, 3, "Operator round", "Rake weekly in autumn", "Shift engineer"),
    ("FAN-101/102", "Gearbox", "Oil leak", "ELU", "Shaft seal worn", "Loss of fan", 4, 5, 3, "Oil level every 2 months", "Replace seal every 4 years", "Mechanical supervisor"),
    ("FAN-101/102", "Gearbox", "Tooth breakage", "BRD", "Low oil", "Loss of one cell", 7, 2, 4, "Oil level every 2 months", "Oil level switch", "Mechanical supervisor"),
    ("FAN-101/102", "Blades", "Unbalance", "VIB", "Ice or scale", "High vibration", 6, 3, 3, "Vibration switch", "Balance after cleaning", "Vibration analyst"),
    ("E-201", "Plates", "Fouling", "IHT", "Scale and biofilm", "Reactor cooling limited", 6, 4, 3, "Approach temperature weekly", "Clean at approach above 6 K", "Process engineer"),
    ("E-201", "Gaskets", "External leak", "ELP", "Ageing", "Leak, cooler out of service", 6, 3, 3, "Operator round", "Replace set every 8 years", "Mechanical supervisor"),
    ("E-202", "Plates", "Fouling", "IHT", "Scale and biofilm", "Condenser pressure rises", 5, 4, 3, "Approach temperature weekly", "Clean at approach above 6 K", "Process engineer"),
    ("NRV-103A/B", "Plates", "Passing", "INL", "Spring broken", "Reverse rotation of standby pump", 7, 2, 5, "Operator round", "Inspect every 4 years", "Mechanical supervisor"),
    ("HV-104A/B", "Seat", "Passing", "INL", "Liner worn", "Pump cannot be isolated", 4, 3, 4, "None", "Replace liner at overhaul", "Mechanical supervisor"),
    ("F-105", "Filter bed", "Channelling", "LOO", "No backwash", "Turbid water", 3, 4, 4, "Monthly backwash check", "None", "Process engineer"),
    ("DP-106", "Diaphragm pump", "Loss of prime", "LOO", "Valves fouled", "No inhibitor", 5, 6, 3, "Flow switch", "Flush weekly", "Process engineer"),
    ("PSL-112", "Pressure switch", "Fails to act", "FTS", "Set point drift", "Standby pump does not start", 9, 2, 4, "Annual calibration", "Test with each change-over", "Instrument supervisor"),
)  # fmt: skip

CODES = (
    ("AIR", "Abnormal instrument reading"),
    ("BRD", "Breakdown"),
    ("ELP", "External leakage of process medium"),
    ("ELU", "External leakage of utility medium"),
    ("FTS", "Failure to start on demand"),
    ("IHT", "Insufficient heat transfer"),
    ("INL", "Internal leakage"),
    ("LOO", "Low output"),
    ("NOI", "Noise"),
    ("OHE", "Overheating"),
    ("OTH", "Other"),
    ("PLU", "Plugged or choked"),
    ("SER", "Minor in-service problem"),
    ("STD", "Structural deficiency"),
    ("VIB", "Vibration"),
)  # fmt: skip
