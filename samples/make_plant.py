"""Write the sample plant (``samples/plant``): the same seed gives the same files.

    python samples/make_plant.py [--out samples/plant]

Needs the ``dev`` extra (reportlab). Everything in the plant is invented.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from maker import (
    alarms,
    historian,
    mail,
    moments,
    paper,
    part,
    pid,
    report_docx,
    report_fr,
    report_pdf,
    scan,
    signals,
    standard,
    work_orders,
    workbooks,
)

FOLDERS = ("standards", "reports", "instructions", "maintenance", "logs", "drawings", "mail")


def make_plant(out: Path) -> list[Path]:
    """Writes all files below ``out`` and returns their paths."""
    for folder in FOLDERS:
        (out / folder).mkdir(parents=True, exist_ok=True)
    paper.register_fonts()
    log = historian.with_faults(signals.make_signals())
    found = moments.find_moments(log)
    orders = work_orders.make_work_orders()
    numbers = {order.key: order.number for order in orders if order.key}

    historian.write_log(log, out / "logs" / "historian_2025-09.csv")
    alarms.write_alarms(alarms.make_alarms(found), out / "logs" / "alarm_journal_2025-09.csv")
    work_orders.write_work_orders(orders, out / "maintenance" / "work_orders.csv")
    workbooks.write_register(
        out / "maintenance" / "equipment_register.xlsx", calibrated=work_orders.last_calibrations(orders)
    )
    workbooks.write_fmea(out / "maintenance" / "FMEA_unit_040.xlsx")

    reports = out / "reports"
    standard.write_standard(out / "standards" / "SV-STD-017_rev5.pdf")
    report_pdf.write_fill_report(reports / "CR-2025-0828_CT-101_fill.pdf", numbers)
    report_pdf.write_route_report(reports / "VIB-2025-08_P-101A.pdf", numbers)
    report_fr.write_instrument_report(reports / "RI-2025-0919_PDT-104A.pdf", numbers)
    report_pdf.write_overhaul_report(reports / "MR-2025-0922_P-101A_overhaul.pdf", numbers, found)
    report_docx.write_seal_report(reports / "MR-2025-0909_P-101B_seal.docx", numbers)
    report_docx.write_strainer_report(reports / "MR-2025-0918_S-101A_strainer.docx", numbers)
    report_docx.write_root_cause(reports / "RCA-2025-014_P-101A.docx", numbers, found)
    report_fr.write_instruction(out / "instructions" / "CE-040-03_permutation_pompes.docx")
    scan.write_scan(reports / "scan_20250916_0712.pdf", log)

    drawings = out / "drawings"
    pid.write_pid(drawings / "PID-040-001.dxf", drawings / "PID-040-001.pdf")
    part.write_part(drawings / "MD-101-07.dxf", drawings / "MD-101-07.pdf")
    mail.write_mail(
        out / "mail" / "2025-09-16_noise_P-101A.eml", found, numbers,
        vibration=float(log.loc["2025-09-16 06:05", "VT-108A"]),
    )  # fmt: skip
    return sorted(path for path in out.rglob("*") if path.is_file())


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=Path(__file__).resolve().parent / "plant")
    out = parser.parse_args().out
    files = make_plant(out)
    for path in files:
        print(f"{path.stat().st_size:>9,}  {path.relative_to(out)}")
    print(f"{sum(path.stat().st_size for path in files):>9,}  in {len(files)} files")


if __name__ == "__main__":
    main()
