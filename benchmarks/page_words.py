"""The texts of the page that do not depend on the measurements."""

BEFORE = """\
# Speed and memory, as ratios

How much more time and memory does the workbook need than a bare minimum that does the same work? Each line
of the tables compares a task of the workbook with such a floor, or with itself at another size. Seconds
differ from machine to machine; ratios much less.

This page is written by `python -m benchmarks --page` from [results.json](results.json).

## How to run it

```
make bench                                 # one million order lines, a few minutes; prints the tables
make bench SIZES="1M 10M 50M"              # larger ones; 50M takes half an hour or more and 20 GB of disk
make bench LINES=250000                    # any other number of order lines
python -m benchmarks --sizes 50M --runs 3 --peers --date 2026-11-22 --write   # and write this page
python -m benchmarks --only revenue,orders --sizes 10M --write                # some lines measured again
python -m benchmarks --page                # this page again from the saved results
```

`--format parquet` writes the exports as Parquet instead of CSV, `--billing 10M` sets the number of billing
lines, `--folder` names the folder of the files, `--peers` installs pymc-marketing and lifetimes in
`.cache/peers` (see [peers.txt](peers.txt)) and compares the workbook with them. A line that fails is named,
the others go on, and the exit status is 1."""

GROWTH = """\
Both axes of a panel are in powers of ten: two lines that run side by side keep their ratio at every size, and
one that climbs less steeply grows less."""

AFTER = """\
## What is compared with what

- **How it is measured.** Every task is a process of its own, from the start of Python to its end. Wall is
  the clock; CPU is what all processors spent, in the process and its children (the notebook's kernel too);
  peak is the memory of the largest of these processes, as the operating system reports it. The tasks of a
  line run in turn (task, floor, task, floor, …), and each measure is the median of the runs.
  Files have just been written or read before, so disks hardly count.
- **Start-up.** The floors import the same libraries as the workbook, so start-up counts in both. In the
  column *without start-up*, the CPU seconds of a process that only imports them are subtracted from both.
- **The made-up group.** 36 monthly exports (2023-11 to 2026-10) of orders and their lines, three lines an
  order, of four sites and 1,200 customers, the number k of which occurs about 1/k as often as the first;
  2 % of orders are returns, 0.5 % cancelled, 2 % of lines shipped short; and a fifth as many billing lines.
  Every cell follows from the number of its row, so two runs write the same files.
- **Intake** against DuckDB's own reading of the same files with the right types given, written as Parquet,
  file by file: no checks, no rejects, no counts. The second line goes on to the facts: checks between rows
  and tables (repeated rows, lines without an order), and a reconciliation of every row.
- **Revenue facts and order facts** are their statements only, on the staged exports. Against
  DuckDB reading every value of the columns the facts use from the same Parquet files, reduced to one number
  each: the sum of numbers, the largest of texts and times. It groups, joins and writes nothing.
- **All facts, with every rule**: a run after the exports are staged, against the same scan.
- **One new month**: exports of a 37th month come after 36 are ready, against all 36 from nothing; and
  the same where the new month has been staged and only its facts are missing.
- **The month's report** with its facts ready: notebook, HTML and PDF of the made-up group, against the
  invented warehouse of `data/sample`, whose files are small. The difference is the cost of size.
- **Frequency, recency, monetary value** of each customer: cold, by the statement of the order facts over the
  very files the peers read (a Parquet copy of the lines: customer, time, value; without what was cancelled,
  returns negative), and from the built facts, as any engine reads them; against
  `rfm_summary` of pymc-marketing and `summary_data_from_transaction_data` of lifetimes, the first order
  included. Their start-up counts:
  importing pymc-marketing alone takes seconds. Frequency is the number of days with an order, money the
  mean of the days' values. Recency has two definitions: for lifetimes the days from the first order to the
  last, for pymc-marketing those from the last order to the end of the data; ours is compared with each by
  its own definition. Returns of the made-up group are on a day with an order of the same customer; on
  other data a peer would count the day of a return as one with an order, and the workbook does not.
- **The answers of every section** are all computations of the classification report, without notebook and
  drawing, on made-up customers with 26 months each.
- **Customers to account managers**: three made-up books, one after another, each with random mismatches,
  hours, managers of today and a price of uneven loads. A book that is not proved optimal fails; the
  target is 10 seconds a book.

## Simulations

What the survey report claims of chance is measured on made-up worlds. Each script writes its table beside
itself, with its seed: `python -m benchmarks.coverage` how often intervals contain the truth
([coverage.txt](coverage.txt)), `python -m benchmarks.careless_tenth` how many careless answers are found
([careless_tenth.txt](careless_tenth.txt)), `python -m benchmarks.driver_ranks` how often a named first driver
is the true one ([driver_ranks.txt](driver_ranks.txt))."""
