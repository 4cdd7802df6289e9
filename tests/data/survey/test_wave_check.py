"""The check of every wave: a fault stops its wave alone."""

from wcm_helpers.data.survey.wave_check import check_waves

GOOD = "question_id,type,text\nQ1,nps,Recommend\n"
WAVE = '[surveys.{name}]\nmonth = "{month}"\nanonymous = true\npath = "{name}.csv"\nquestions = "q.csv"\n'


def test_each_wave_is_read_on_its_own_and_the_oldest_is_first(warehouse):
    warehouse.write(
        new__csv="id,Recommend\n1,words\n2,9\n", old__csv="id,Recommend\n1,10\n2,9\n", q__csv=GOOD
    )
    waves = WAVE.format(name="new", month="2026-05") + WAVE.format(name="old", month="2025-05")
    settings = warehouse.settings({"customers": f'path = "c.csv"\n{waves}'})
    old, new = check_waves(settings, None)
    assert (old.name, old.fault, len(old.survey.responses)) == ("old", "", 2)
    assert (new.name, new.survey, new.path) == ("new", None, "new.csv")
    assert "record 2" in str(new.fault)
    assert "Recommend" in str(new.fault)
    assert "words" in str(new.fault)


def test_the_export_of_an_earlier_wave_is_remarked(warehouse):
    warehouse.write(new__csv="id,Recommend\n1,10\n", old__csv="id,Recommend\n1,10\n", q__csv=GOOD)
    waves = WAVE.format(name="new", month="2026-05") + WAVE.format(name="old", month="2025-05")
    old, new = check_waves(warehouse.settings({"customers": f'path = "c.csv"\n{waves}'}), None)
    assert not [note for note in old.survey.notes if "same export" in str(note)]
    assert any("[surveys.new] and [surveys.old] have the same export" in str(n) for n in new.survey.notes)


def test_without_a_wave_there_is_nothing_to_check(warehouse):
    assert check_waves(warehouse.settings({"customers": 'path = "c.csv"'}), None) == []
