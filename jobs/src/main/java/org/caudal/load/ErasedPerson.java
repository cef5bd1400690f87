package org.caudal.load;

import java.time.Instant;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The list of erased persons. */
@Table(
    name = "erased_person",
    row = "One row a pseudonym of a person who was erased: no load brings its rows back.",
    key = {"domain", "within", "pseudonym"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "What is left of an erased person, and needed as long as a file with them may come again. A row that is taken out of here lets the next load bring the person back.",
    example = "SELECT domain, COUNT(*) FROM erased_person GROUP BY domain")
public record ErasedPerson(
    @Doc("Domain of the pseudonym") String domain,
    @Doc("Register, survey or the like within which it is of one person; empty for everywhere")
        String within,
    @Doc("The pseudonym as tables have it; of a SIM card its 64 bits as a number") String pseudonym,
    @Doc("When it was entered, UTC") Instant erasedTs,
    @Doc("Run that entered it") String runId) {}
