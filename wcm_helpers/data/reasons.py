"""The meaning of every reason, and what to do about it, in the reader's words."""

from wcm_helpers.core.messages import Text, message
from wcm_helpers.data.tables import TABLES
from wcm_helpers.data.tables.schema import Reason


def meaning(reason: str) -> Text:
    """Return the meaning of a reason for a reject or a warning: a sentence, worded when it is shown."""
    return _reason(reason).meaning


def advice(reason: str) -> Text:
    """Return what to do about a reason: a sentence, worded when it is shown; empty where nothing is."""
    return _reason(reason).advice


def _reason(name: str) -> Reason:
    own = (table.reasons[name] for table in TABLES.values() if name in table.reasons)
    return _OF_ANY_TABLE.get(name) or next(own, Reason(name))


_CORRECT = message("Correct the cell in the export.")

_OF_ANY_TABLE = {
    "ragged": Reason(
        message("The row has more or fewer cells than the header."),
        message("Look for a stray delimiter in this line."),
    ),
    "quote": Reason(
        message("There is a stray quotation mark."), message("Close the quotation mark, or double it.")
    ),
    "empty": Reason(message("The row is empty.")),
    "total": Reason(message("The row is a total.")),
    "header": Reason(message("The row repeats the header.")),
    "filtered": Reason(message("The settings leave the row out (where).")),
    "not_id": Reason(
        message("A spreadsheet has shortened the number to its first digits, so several may look alike."),
        message("Export the column as text from the system; the digits are gone from this file."),
    ),
    "spreadsheet_error": Reason(
        message("The cell is an error of the spreadsheet, whose formula gave no value."),
        message("Correct its formula in the spreadsheet, and save it again."),
    ),
    "no_stored_value": Reason(
        message("The cell is a formula whose value is not stored in the file."),
        message("Open the workbook in Excel and save it there."),
    ),
    "not_text": Reason(message("The cell cannot be read."), _CORRECT),
    "not_number": Reason(message("The cell is not a number."), _CORRECT),
    "not_amount": Reason(message("The cell is not an amount."), _CORRECT),
    "not_price": Reason(message("The cell is not a price."), _CORRECT),
    "not_share": Reason(message("The cell is neither a share from 0 to 1 nor a percentage."), _CORRECT),
    "not_time": Reason(message("The cell is not a date or time that can be read for certain."), _CORRECT),
    "not_date": Reason(message("The cell is not a date that can be read for certain."), _CORRECT),
    "date_form": Reason(
        message(
            "The cell does not say for certain which of its numbers are the year, the month and the day."
        ),
        message("Set date_format in the settings, or correct the cell."),
    ),
    "two_dates": Reason(
        message("Two formats of date_format read the cell as different days."),
        message("Write the dates of the export in one form, year first."),
    ),
    "not_month": Reason(message("The cell is not a month."), message("Write it as YYYY-MM.")),
    "not_month_day": Reason(message("The cell is not a day of the year."), message("Write it as MM-DD.")),
    "not_boolean": Reason(message("The cell is neither yes nor no."), _CORRECT),
    "not_choice": Reason(
        message("The cell is none of the known values."),
        message("Name the word under values in the settings, or correct the cell."),
    ),
    "other_currency": Reason(
        message("The cell names another currency than the site's and has no exchange rate."),
        message("Give currency and fx_rate as columns of the line."),
    ),
    "shortened_number": Reason(
        message("A spreadsheet has cut the number to its first digits."),
        message("Widen the column or format it as a number with two decimals, and export it again."),
    ),
    "decimal_comma": Reason(
        message("The number has a decimal comma, or a comma that parts no thousands."),
        message('Set decimal = "," for the table if all its numbers are written so; else correct the cell.'),
    ),
    "share_or_percent": Reason(
        message("A 1 may be 100%, 1% or an amount of money."), message("Write 1% or 0.01, or 100%.")
    ),
    "serial_date": Reason(
        message("The cell is the serial number of a day in a spreadsheet, not a date."),
        message("Format the column as a date, such as YYYY-MM-DD, and export it again."),
    ),
    "epoch_date": Reason(
        message("The cell counts seconds or milliseconds since 1970, and is not a date."),
        message("Export the column as a date and time of the site."),
    ),
    "blank": Reason(
        message("The cell is empty, and the row is of no use without it."),
        message(
            "Fill it in the export. If a cell above stands for several rows, fill it down to each of them."
        ),
    ),
    "too_long": Reason(
        message("The row is too long to be a single row."),
        message("Look for a stray quotation mark before it."),
    ),
    "unreadable": Reason(
        message("A cell that the row needs cannot be read."),
        message("Look for this cell in the list of rejected rows."),
    ),
    "duplicate": Reason(message("The same row is there twice; it counts once.")),
    "superseded": Reason(message("A later row with the same key replaces this one.")),
    "conflict": Reason(
        message("Another row has the same key and other contents."),
        message(
            'Correct one of them. Set duplicates = "last" for the table only if its later rows replace the '
            "earlier ones, which are then not used."
        ),
    ),
    "conflict_blank": Reason(
        message(
            "Another row has the same key and other contents, and the last of them lacks cells of the others."
        ),
        message("Correct one of them, or fill the blank cells."),
    ),
    "unknown_customer": Reason(
        message("The customer is not in the customer table; it is counted under its number."),
        message("Add it to the customer table."),
    ),
    "no_such_customer": Reason(
        message("The customer is not in the customer table."),
        message("Correct the number, or add it to the customer table."),
    ),
    "like_a_total": Reason(
        message(
            "The number of the customer has the word of a total, and no sum shows that it is one; it counts."
        ),
        message("If it is a total, delete the row."),
    ),
    "alike": Reason(
        message(
            "An earlier row is the same in every column that is read, and neither has a number of its own; "
            "both count."
        ),
        message(
            "Export the numbers of the rows, such as invoice and line, so that repeated rows are recognised."
        ),
    ),
    "absurd_amount": Reason(
        message("The amount is more than a thousand times that of all other rows together; it counts."),
        message("If it is an error, correct it in the export."),
    ),
    "no_real_amount": Reason(
        message(
            "The amount has nothing but nines, or reaches 10 billion (10 trillion in a currency such as JPY, "
            "KRW, VND or IDR), which no single document does; it counts."
        ),
        message("If it is an error, correct it in the export."),
    ),
    "shared_number": Reason(
        message("The same number and line stand for several customers; each of them counts."),
        message("If one of them is a correction, delete the row that it corrects."),
    ),
    "zeros_lost": Reason(
        message("The customer number also occurs with more zeros before it; the two count as two customers."),
        message("Export the column as text, so that the zeros stay."),
    ),
    "column_gone": Reason(
        message(
            "Other files of the table have this column, which decides what counts, and this file has not: "
            "its rows count as if the column were blank."
        ),
        message("Export every file with the column, or give its value in constants."),
    ),
    "future": Reason(
        message("The date is after today; no report of a month up to now shows the row."),
        message("Correct the date."),
    ),
}
