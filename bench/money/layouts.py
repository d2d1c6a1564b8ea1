"""Writes the columns of FEC filings: `bench/money/layouts.py FOLDER > crates/money/data/layouts.txt`.

FOLDER has the FEC's own column labels ("e-filing headers all versions"), a CSV file for each version, named by it (`8.5.csv`): in each row the record and
then the labels of its columns.
"""
import collections
import csv
import io
import pathlib
import re
import sys

VERSIONS = ["3", "5.0", "5.1", "5.2", "5.3", "6.1", "6.2", "6.3", "6.4", "7.0", "8.0", "8.1", "8.2", "8.3", "8.4", "8.5"]

# Rows that the sheet repeats or cuts short; the versions beside them are whole.
# Filings of these versions have the columns that the sheet lists only for a later one.
COPY = {("F24", v): "8.5" for v in ("8.0", "8.1", "8.2", "8.3", "8.4")} | {("F6", v): "8.5" for v in ("8.0", "8.1", "8.2", "8.3", "8.4")} | {
        ("F2", "8.2"): "8.5", ("F2", "8.3"): "8.5", ("F2", "8.4"): "8.5", ("F3X", "8.3"): "8.2", ("F3X", "8.4"): "8.2", ("F3P", "8.3"): "8.2", ("F3P", "8.4"): "8.2"}
WORDS = [
    (r"\{[^}]*\}", " "), (r"&", " and "), (r"'", ""),
    (r"\bCMTE\b|\bCMTTE\b|\bCMTTEE\b", "COMMITTEE"), (r"\bCMTES\b|\bCMTTEES\b", "COMMITTEES"), (r"\bAMT\b", "AMOUNT"), (r"\bCD\b", "CODE"), (r"\bTRAN\b|\bTRANS\b(?= (?:ID|CODE|DESC))", "TRANSACTION"),
    (r"\bDESCRIP\b|\bDESC\b", "DESCRIPTION"), (r"\bELECT\b", "ELECTION"), (r"\bSCHED\b", "SCHEDULE"), (r"\bREF\b", "REFERENCE"), (r"\bCAND\b|\bCANDINATE\b", "CANDIDATE"),
    (r"\bCAN/(\w+)", r"CANDIDATE \1"), (r"\bDIST\b(?! OF)", "DISTRICT"), (r"\bCHG\b", "CHANGE"), (r"\bSTREET ?1\b", "STREET_1"), (r"\bSTREET ?2\b", "STREET_2"), (r"\bFEC CANDIDATE ID\b", "CANDIDATE ID"),
    (r"\bFEC COMMITTEE ID\b", "COMMITTEE ID"), (r"\bORG\b", "ORGANIZATION"), (r"\bNM\b", "NAME"), (r"\bINDEMP\b", "CONTRIBUTOR EMPLOYER"), (r"\bINDOCC\b", "CONTRIBUTOR OCCUPATION"), (r"\bMI\b", "MIDDLE NAME"),
    (r"\bID NUMBER\b|\bID NUM\b", "ID"), (r"\bS/O\b", "SUPPORT_OPPOSE"), (r"\bSUPPORT/OPPOSE\b", "SUPPORT_OPPOSE"), (r"\bAFFIL\.?\b", "AFFILIATED"), (r"\bAUTH\b", "AUTHORIZED"),
]
EXACT = {
    "FILER COMMITTEE ID": "committee_id", "FILER FEC COMMITTEE ID": "committee_id", "FILER CANDIDATE ID": "candidate_id", "REC TYPE": "form_type", "FORM TYPE": "form_type", "TRANSACTION ID": "transaction_id",
    "BACK REFERENCE TRANSACTION ID": "back_reference_transaction_id", "BACK REFERENCE SCHEDULE NAME": "back_reference_schedule", "BACK REFERENCE SCHEDULE / FORM NAME": "back_reference_schedule",
    "RPTCODE": "report_code", "RPTPGI": "election_code", "DATE (Of Election)": "election_date", "DATE OF ELECTION": "election_date", "STATE OF ELECTION": "election_state_of", "STATE (Of Election)": "election_state_of",
    "DATE (Coverage From)": "coverage_from_date", "DATE (Coverage To)": "coverage_through_date", "DATE (Submitted)": "date_submitted", "DATE (Signed)": "date_signed", "NAME/TREASURER (as signed)": "treasurer_name",
    "ITEM ELECTION CODE": "election_code", "ITEM ELECTION OTHER": "election_other_description", "AMOUNT RECEIVED": "amount_received", "COMMITTEENAME": "committee_name", "AMENDED CODE": "amended_code", "SPACE HOLDER": "space_holder",
    "REPORT TYPE": "report_type", "ORIGINAL AMENDMENT DATE": "original_amendment_date", "MEMO TEXT/DESCRIPTION": "memo_text", "MEMO TEXT": "memo_text", "MEMO CODE": "memo_code",
    "Reference to SI or SL system code that identifies the Account": "account_reference", "YEAR OF ELECTION 1900-2999": "election_year", "TEXT4000": "text", "YES/NO (Secured?)": "secured", "YES/NO (Personal Funds)": "personal_funds",
    "24HOUR 48HOUR CODE": "report_type",
}
SECTION = re.compile(r"^\d+\.?\s*(?:\([a-h]\)|[ab]\))?\.?\s+(?=[A-Z]{2})")


def load(folder):
    """The labels of each record and version, with what the sheet leaves out put in."""
    labels = {}
    for path in sorted(pathlib.Path(folder).iterdir()):
        text = path.read_text(encoding="utf-8", errors="replace")
        for row in csv.reader(io.StringIO(text)):
            cells = [re.sub(r"\s+", " ", cell.strip()) for cell in row]
            if cells and cells[0]:
                labels[(row[0].strip(), path.stem)] = [cell for cell in cells[1:] if cell]
    for (kind, version), whole in COPY.items():
        labels[(kind, version)] = labels[(kind, whole)]
    return labels


def line_of(label):
    m = re.match(r"^\(?(\d{1,2})\W*(?:\(?([a-e])(?=[\W]|i|$)\W*(i{1,3})?(?=\W|$))?\W*(.*)$", label)
    if not m:
        return None
    n, a, i, rest = m.groups()
    return n + (a or "") + (i or ""), rest


def snake(text):
    return re.sub(r"_+", "_", re.sub(r"[^a-z0-9]+", "_", text.lower())).strip("_")


def name(label):
    t = re.sub(r"\s+", " ", label).strip()
    t0 = t
    for a, b in WORDS:
        t = re.sub(a, b, t)
    t = re.sub(r"\s+", " ", t).strip()
    if t in EXACT:
        return EXACT[t]
    if t0 in EXACT:
        return EXACT[t0]
    t = SECTION.sub("", t)
    t = re.sub(r"\((?!Of|Coverage|Signed)[^)]*\)", " ", t)
    return snake(t)


LINED = {"F3", "F3X", "F3P", "F4", "F3S", "F3PS", "F3Z"}


def layout(kind, labels):
    out, column, last, seen = [], "b" if kind in ("F3S", "F3PS") else "a", 0, collections.Counter()
    for x in labels:
        got = line_of(x) if kind in LINED else None
        if got and int(re.match(r"\d+", got[0]).group()) <= 40 and re.search(r"[a-z]", got[1], re.I) and not x.upper().startswith(("24", "48")) or (got and re.match(r"^(24|26|27)\. ", x) and kind in LINED):
            n = int(re.match(r"\d+", got[0]).group())
            if n < last and column == "a" and last >= 20:
                column = "b"
            last = n
            nm = f"{column}{got[0]}_{snake(re.sub(r'[(][^)]*[)]|[.]{2,}', ' ', got[1]))}"
        elif kind in ("F3P", "F3PS") and re.sub(r"[^A-Z ]", "", x.upper()) == x.upper() and len(out) > 40 and x.isupper():
            nm = f"{column}_state_{snake(x)}"
        else:
            nm = name(x)
        seen[nm] += 1
        if seen[nm] > 1:
            nm = f"{nm}_{seen[nm]}"
        out.append(nm)
    return out

# --- corrections of the sheet, paper, and what the columns are -----------------------------------------------------------

RECORDS = {"Header": "HDR", "SchA": "SA", "SchB": "SB", "SchC": "SC", "SchC1": "SC1", "SchC2": "SC2", "SchD": "SD", "SchE": "SE", "SchF": "SF",
           "SchH1": "H1", "SchH2": "H2", "SchH3": "H3", "SchH4": "H4", "SchH5": "H5", "SchH6": "H6", "SchI": "SI", "SchL": "SL"}
# The amount of a row, which is what adds up to a line of the cover, and the day on which it moved.
AMOUNTS = {"SA": ["contribution_amount", "amount_received"], "SB": ["expenditure_amount", "amount_of_expenditure"], "SC": ["loan_balance", "balance"], "SD": ["balance_at_close"],
           "SE": ["expenditure_amount", "amount_expended", "amount"], "SF": ["expenditure_amount", "amount"], "F56": ["contribution_amount", "amount"], "F57": ["expenditure_amount", "amount"],
           "F65": ["contribution_amount", "amount"], "F76": ["communication_cost", "cost_of_communication"], "F92": ["amount_received"], "F93": ["expenditure_amount", "amount_of_expenditure"],
           "F132": ["donation_amount", "amount_of_donation", "amount_received"], "F133": ["refund_amount", "amount_of_expenditure", "amount_received"], "H3": ["total_amount_transferred", "transferred_amount"],
           "H4": ["federal_share"], "H6": ["federal_share"], "H5": ["total_amount_transferred"]}
DATES = ["contribution_date", "date_received", "expenditure_date", "date_of_expenditure", "dissemination_date", "disbursement_date", "date_of_contribution", "communication_date", "date_of_communication", "donation_date", "refund_date",
         "date_of_receipt", "loan_incurred_date", "date"]
IMAGE = "image_number"
NAME = lambda who: f"{who}_last_name {who}_first_name {who}_middle_name {who}_prefix {who}_suffix"
ADDRESS = lambda who: f"{who}_street_1 {who}_street_2 {who}_city {who}_state {who}_zip"


def paper(whole):
    """Paper filings as the vendors key them in; the FEC publishes no labels for them, so these come from the filings themselves."""
    sa = f"form_type committee_id contributor_organization_name {NAME('contributor')} {ADDRESS('contributor')} contribution_date donor_committee_fec_id contributor_employer contributor_occupation election_code election_other_description contribution_aggregate contribution_amount"
    yield "SA", "P1.0-P2.4", f"{sa} memo_text increased_limit_code {IMAGE}"
    yield "SA", "P2.6-P3.1", f"{sa} memo_text {IMAGE}"
    yield "SA", "P3.2-P3.4", f"{sa} memo_code memo_text {IMAGE}"
    who = f"form_type committee_id payee_organization_name {NAME('payee')} {ADDRESS('payee')} expenditure_date expenditure_purpose_description"
    ben = f"{NAME('beneficiary_candidate')} category_code beneficiary_candidate_office beneficiary_candidate_state beneficiary_candidate_district election_code election_other_description expenditure_amount"
    yield "SB", "P1.0-P2.3", f"{who} {ben} memo_text refund_or_disposal_of_excess {IMAGE}"
    yield "SB", "P2.4", f"{who} beneficiary_committee_name {ben} memo_text refund_or_disposal_of_excess {IMAGE}"
    yield "SB", "P2.6-P3.1", f"{who} beneficiary_committee_name {ben} semi_annual_refunded_bundled_amount memo_text {IMAGE}"
    yield "SB", "P3.2", f"{who} beneficiary_committee_name {ben} semi_annual_refunded_bundled_amount memo_code memo_text {IMAGE}"
    yield "SB", "P3.3-P3.4", f"{who} beneficiary_committee_name {ben} semi_annual_refunded_bundled_amount memo_code memo_text {IMAGE} beneficiary_committee_fec_id"
    sc = f"form_type committee_id receipt_line_number lender_organization_name {NAME('lender')} {ADDRESS('lender')} election_code election_other_description loan_amount loan_payment_to_date loan_balance loan_incurred_date loan_due_date loan_interest_rate secured"
    yield "SC", "P1.0-P2.3", f"{sc} {IMAGE}"
    yield "SC", "P2.4-P3.1", f"{sc} memo_text {IMAGE}"
    yield "SC", "P3.2-P3.4", f"{sc} memo_code memo_text {IMAGE}"
    yield "SD", "P1.0-P3.4", f"form_type committee_id creditor_organization_name {NAME('creditor')} {ADDRESS('creditor')} purpose_of_debt_or_obligation beginning_balance incurred_amount payment_amount balance_at_close {IMAGE}"
    f3 = whole[("F3", "8.0")]
    cash = [x for x in f3 if re.match(r"a2[34567]_", x)]
    body = [x for x in f3 if x not in cash and x != "election_code"]
    yield "F3", "P2.6-P3.1", " ".join(body + cash + ["beginning_image_number"])
    yield "F3", "P3.2-P3.4", " ".join(body + cash + ["beginning_image_number", "end_image_number", "receipt_date"])
    f3x = [x for x in whole[("F3X", "8.0")] if x not in ("election_code", "qualified_committee")]
    at = next(i for i, x in enumerate(f3x) if x.startswith("a11ai_"))
    f3x.insert(at, "qualified_committee")
    yield "F3X", "P1.0-P3.1", " ".join(f3x + ["beginning_image_number"])
    yield "F3X", "P3.2-P3.4", " ".join(f3x + ["beginning_image_number", "end_image_number", "receipt_date"])
    se = f"form_type committee_id payee_organization_name {NAME('payee')} {ADDRESS('payee')} dissemination_date expenditure_amount"
    so = f"{NAME('support_oppose_candidate')} support_oppose_candidate_office support_oppose_candidate_district support_oppose_candidate_state support_oppose_code calendar_y_t_d election_code election_other_description {NAME('completing')} date_signed"
    yield "SE", "P1.0-P3.0", f"{se} expenditure_purpose_description category_code {so} {IMAGE}"
    yield "SE", "P3.1", f"{se} disbursement_date expenditure_purpose_description category_code {so} {IMAGE}"
    yield "SE", "P3.2-P3.4", f"{se} disbursement_date expenditure_purpose_description category_code {so} memo_code memo_text {IMAGE}"
    sf = f"designating_committee_name subordinate_committee_name {ADDRESS('subordinate')} payee_organization_name {NAME('payee')} {ADDRESS('payee')} expenditure_purpose_description category_code expenditure_date {NAME('payee_candidate')} payee_candidate_office payee_candidate_state payee_candidate_district aggregate_general_elec_expended expenditure_amount"
    yield "SF", "P1.0-P2.4", f"form_type committee_id notice_24_hours coordinated_expenditures {sf} increased_limit {IMAGE}"
    yield "SF", "P2.6-P3.1", f"form_type committee_id coordinated_expenditures {sf} {IMAGE}"
    yield "SF", "P3.2-P3.4", f"form_type committee_id coordinated_expenditures {sf} memo_code memo_text {IMAGE}"
    treasurer = f"{NAME('treasurer')} date_signed beginning_image_number"
    yield "F24", "P1.0-P2.6", f"form_type committee_id committee_name report_type {treasurer}"
    yield "F24", "P3.0-P3.1", f"form_type committee_id committee_name report_type original_amendment_date {treasurer}"
    yield "F24", "P3.2-P3.4", f"form_type committee_id committee_name report_type original_amendment_date {treasurer} end_image_number receipt_date"
    f3s = whole[("F3S", "8.0")]
    yield "F3S", "P2.2-P3.4", " ".join(f3s[:4] + [x for x in f3s[4:] if not re.match(r"b[67]", x)] + ["b6a_total_contributions", "b7c_net_operating_expenditures", "beginning_image_number"])
    five = f"form_type committee_id organization_name {NAME('individual')} change_of_address street_1 street_2 city state zip"
    signed = f"coverage_from_date coverage_through_date total_contribution total_independent_expenditure {NAME('person_completing')} date_signed beginning_image_number"
    yield "F5", "P2.2-P3.0", f"{five} qualified_nonprofit individual_employer individual_occupation report_code report_type {signed}"
    yield "F5", "P3.1", f"{five} individual_occupation individual_employer report_code report_type original_amendment_date {signed}"
    yield "F5", "P3.2-P3.4", f"{five} individual_occupation individual_employer report_code report_type original_amendment_date {signed} end_image_number receipt_date"
    giver = f"form_type committee_id contributor_organization_name {NAME('contributor')} {ADDRESS('contributor')}"
    yield "F56", "P1.0-P3.4", f"{giver} contributor_committee_fec_id contribution_date contribution_amount contributor_employer contributor_occupation {IMAGE}"
    yield "F65", "P1.0-P3.4", f"{giver} contributor_employer contributor_occupation contribution_date contribution_amount {IMAGE}"
    yield "F57", "P1.0-P3.4", f"{se} expenditure_purpose_description category_code {NAME('support_oppose_candidate')} support_oppose_candidate_office support_oppose_candidate_state support_oppose_candidate_district support_oppose_code calendar_y_t_d election_code election_other_description {IMAGE}"
    six = f"committee_name street_1 street_2 city state zip {NAME('candidate')} candidate_office candidate_state candidate_district date_signed beginning_image_number"
    yield "F6", "P1.0-P2.6", f"form_type committee_id {six}"
    yield "F6", "P3.0-P3.1", f"form_type committee_id original_amendment_date {six}"
    yield "F6", "P3.2-P3.4", f"form_type committee_id original_amendment_date {six} end_image_number receipt_date"
    yield "HDR", "P1.0", "record_type version software batch_number"
    yield "HDR", "P2.2-P2.4", "record_type version software batch_number report_id"
    yield "HDR", "P2.6-P3.4", "record_type version software batch_number received_date report_id"


def marked(record, names):
    out, amount, date = [], None, None
    for want in AMOUNTS.get(record, []):
        amount = amount or next((n for n in names if n == want), None)
    for want in DATES:
        date = date or next((n for n in names if n == want), None)
    for n in names:
        mark = ""
        if n == amount:
            mark = "$!"
        elif n == date and record not in ("F1", "F2"):
            mark = "@!"
        elif re.match(r"[ab]\d", n) or re.search(r"amount(?!_transferred_from)|aggregate|_total(?!_number)|^total_|cost|balance|payment_to_date|_share$|y_t_d|ytd|year_to_date_|receipts|disbursements|^[ab]_state_|coh$|costs", n) and not re.search(r"date$|purpose|name|code|percent|yes|description|number|ratio", n):
            mark = "$"
        elif re.search(r"(^|_)date(_|$)", n) and not re.search(r"to_date$|candidate", n):
            mark = "@"
        out.append(n + mark)
    return out


def main():
    sheet = load(sys.argv[1])
    whole = {}
    for (k, v), labels in sheet.items():
        names = layout(k, labels)
        if (k, v) == ("F3", "6.4"):
            names = names[:93]  # The sheet repeats its last lines.
        if k == "F9" and v in ("6.2", "6.3", "6.4"):
            names = names[:44]  # The sheet runs on with lines of another form.
        if (k, v) == ("F2", "5.2"):
            names = names[:36]  # The sheet has the row twice.
        if k == "F2":
            # There are two states: that of the address and that of the office.
            names = ["candidate_office_state" if n == "candidate_state_2" else n for n in names]
        if k in ("F5", "F9", "F3Z"):
            names = ["committee_id" if n in ("filers_fec_id", "filer_committee_id") and "committee_id" not in names else n for n in names]
        if k == "SchA" and v.startswith("8"):
            # The sheet still lists it, as it does for schedule B before 8; filings have one column less.
            names = [n for n in names if n != "contribution_purpose_code"]
        if k == "TEXT":
            names = ["form_type"] + [n.replace("form_type_2", "back_reference_form") for n in names[1:]]
        whole[(k, v)] = names
    print("# The columns of FEC filings, by record and version of the format.")
    print("#")
    print("# Written from the FEC's own column labels (`e-filing headers all versions`), one name for one thing in all versions; where the FEC's sheet repeats")
    print("# or cuts a row, the versions beside it decide. Paper (P…) from the filings themselves, because no labels are published. After a name: `$` dollars,")
    print("# `@` a day, `!` the amount that adds up to the cover's lines, or the day on which it moved. A cover line is named by its column (`a` this period, `b` the")
    print("# election cycle or year to date) and its number on the form: `a11ai_individuals_itemized` is line 11(a)(i), column A.")
    print("#")
    print("# RECORD VERSIONS: the columns in their order.")
    papers = list(paper(whole))
    for k in dict.fromkeys(kind for kind, _ in sheet):
        record = RECORDS.get(k, k)
        groups = []
        if record == "HDR":
            groups = [(["3", "5.3"], "record_type ef_type version software software_version name_delimiter report_id report_number comment".split()),
                      (["6.1", "8.5"], "record_type ef_type version software software_version report_id report_number comment".split())]
        else:
            for v in VERSIONS:
                if (k, v) in whole:
                    if groups and groups[-1][1] == whole[(k, v)]:
                        groups[-1][0].append(v)
                    else:
                        groups.append(([v], whole[(k, v)]))
        for vs, names in groups:
            span = vs[0] + ("-" + vs[-1] if vs[-1] != vs[0] else "")
            print(f"{record} {span}: {' '.join(marked(record, names))}")
        for r, span, names in papers:
            if r == record:
                print(f"{record} {span}: {' '.join(marked(record, names.split()))}")


if __name__ == "__main__":
    main()
