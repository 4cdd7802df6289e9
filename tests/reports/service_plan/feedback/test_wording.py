import pytest

from wcm_helpers.reports.service_plan.feedback.analysis import STEPS
from wcm_helpers.reports.service_plan.feedback.loops import STATES
from wcm_helpers.reports.service_plan.feedback.raised import SOURCES
from wcm_helpers.reports.service_plan.feedback.wording import loop_state, source_name, source_names, step_name


@pytest.mark.parametrize(("name", "keys"), [(loop_state, STATES), (step_name, STEPS), (source_name, SOURCES)])
def test_every_key_has_a_name_of_its_own(name, keys):
    assert len({name(key) for key in keys}) == len(keys)
    with pytest.raises(KeyError):
        name("unknown")


def test_several_sources_are_listed():
    assert source_names(("talk", "ticket")) == "Promises made in talks and Tickets"
