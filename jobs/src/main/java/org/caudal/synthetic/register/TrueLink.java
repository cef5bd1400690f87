package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** Who the records of all registers really are. */
@Table(
    name = "true_link",
    row = "One row a record of a synthetic register.",
    key = {"register", "record_id"},
    sensitivity = Sensitivity.PERSON,
    caveat = "Synthetic: nobody exists. This is the truth that linkage looks for.",
    example =
        "SELECT register, COUNT(*), COUNT(DISTINCT person_id) FROM true_link GROUP BY register")
public record TrueLink(
    @Doc("Register, for example death_register; the names of its files begin with it")
        String register,
    @Doc("The register's number of the record, also where the line lacks it") String recordId,
    @Doc("Person, as in synthetic_person") long personId,
    @Doc(
            "How what is written differs from the person: codes such as second_surname_lost, apart by spaces; empty where all is right")
        String difference) {}
