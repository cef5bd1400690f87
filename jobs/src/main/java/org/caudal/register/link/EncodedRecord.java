package org.caudal.register.link;

import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.jspecify.annotations.Nullable;

/** Records without names, as a file for an office that links them with others. */
@Table(
    name = "encoded_record",
    row = "One row a record of a register that has any of the fields of the schema.",
    key = {"file_name", "source_id", "record_id"},
    sensitivity = Sensitivity.PERSON,
    caveat =
        "Not anonymous: who has the key finds persons by encoding names, who has not may guess common names by how often bits occur. Give the file to the office that links only, and never the key. A record has the same pseudonym in every file, also under another key: deliveries can be followed by it.")
public record EncodedRecord(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Name of the register") String sourceId,
    @Pseudonym(value = LoadLinkRecords.DOMAIN, within = "source_id")
        @Doc("Pseudonym of the record on the platform that encoded it")
        String recordId,
    @Doc("Cryptographic long-term key of the fields of the schema, hexadecimal digits")
        String longTermKey,
    @Doc("Year of birth, for blocking; null where it is not given away or not known")
        @Nullable String birthYear,
    @Doc(
            "Sex, folded as the other texts are, for blocking; null where it is not given away or not known")
        @Nullable String sex,
    @Doc(
            "Place, folded as the other texts are, for blocking; null where it is not given away or not known")
        @Nullable String place) {}
