"""The pathway up to the programme, walked in the browsers of the people it takes."""

from .people import Facilitator, IssWorker, Manager, SocialWorker, Spoc
from .person import IN_A_DAY, now


class Walk:
    """One couple's way: ``he_is_found_provisionally_suitable()`` and so on, each from where the one before ended."""

    def __init__(self, site, arrive, case):
        self.site, self.case = site, case
        self.social_worker = arrive(SocialWorker)
        self.spoc = arrive(Spoc)
        self.facilitator = arrive(Facilitator)
        self.manager = arrive(Manager)
        self.iss_worker = arrive(IssWorker)

    def up_to_the_programme(self, group, *, starts):
        self.he_is_referred_and_passed_on()
        self.he_is_found_provisionally_suitable()
        self.she_is_contacted_safely()
        self.both_sides_find_him_suitable()
        self.he_is_given_a_place(group, starts=starts)

    def he_is_referred_and_passed_on(self):
        case = self.case
        self.social_worker.refers(case)
        self.social_worker.told("Referral received", case.reference)
        self.spoc.passes_on(case)
        self.social_worker.told("Referral acknowledged and passed on", case.reference)

    def he_is_found_provisionally_suitable(self):
        case, facilitator = self.case, self.facilitator
        facilitator.contacts_him(case)
        facilitator.must_not_read(*case.hers)
        facilitator.offers_an_assessment(case, now() + IN_A_DAY)
        self.site.let_time_pass(days=2)
        facilitator.records_that_he_attended(case)
        facilitator.finds_him_provisionally_suitable(case)
        self.social_worker.told("Assessed: joint discussion due", case.reference)

    def she_is_contacted_safely(self):
        case, iss_worker = self.case, self.iss_worker
        iss_worker.is_given_her_file(case)
        iss_worker.checks_what_is_safe(case)
        iss_worker.contacts_her(case)
        iss_worker.goes_through_the_dash(case)
        self.his_side_reads_nothing_of_hers()

    def his_side_reads_nothing_of_hers(self):
        for person in (self.facilitator, self.manager, self.social_worker):
            person.open(self.case.his_path)
            person.must_read(self.case.his_name)
            person.must_not_read(*self.case.hers)

    def both_sides_find_him_suitable(self):
        case = self.case
        self.iss_worker.records_the_discussion(case)
        self.iss_worker.must_read("Whoever has not recorded yet has been told to.")
        self.manager.records_the_discussion(case)
        self.manager.must_read("Recorded, and decided: suitable.")
        self.social_worker.told("Suitable: accepted at the joint discussion", case.reference)
        self.iss_worker.opens_support(case)

    def he_is_given_a_place(self, group, *, starts):
        self.manager.opens_a_group(group, starts=starts, programme=self.site.short_programme(), weeks=4)
        self.facilitator.gives_him_a_place(self.case, group)
        self.facilitator.records_his_signed_agreement(self.case)
        self.social_worker.told("Enrolled: first session confirmed", self.case.reference)
