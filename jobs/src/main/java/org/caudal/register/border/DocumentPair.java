package org.caudal.register.border;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** Documents of which one may have followed the other with the same traveller. */
@Table(
    name = "document_pair",
    row =
        "One row a document and one of the same birth date and sex that begins after its end, where they may be of one traveller.",
    key = {"traveller_id", "next_traveller_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "probability_is_one", sql = "probability BETWEEN 0 AND 1"),
      @Check(name = "next_is_later", sql = "gap_days >= 0 AND began_on >= ended_on")
    },
    caveat =
        "Of crossings alone, without names: twins and strangers born on one day may be paired. Two documents that were used in turns are in no pair.",
    example =
        "SELECT is_crossing_missing, is_nationality_changed, COUNT(*), SUM(probability) FROM document_pair WHERE is_paired GROUP BY ALL")
public record DocumentPair(
    @Pseudonym(LoadBorderCrossings.TRAVELLERS)
        @Doc("Pseudonym of the document that ends, as in border_crossing")
        String travellerId,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS) @Doc("Pseudonym of the document that begins")
        String nextTravellerId,
    @Doc("Day of the last crossing with the one") LocalDate endedOn,
    @Doc("Day of the first crossing with the other") LocalDate beganOn,
    @Doc("Days between these") @Unit("days") int gapDays,
    @Doc("Whether both crossings are in one direction, so that one between them is missing")
        boolean isCrossingMissing,
    @Doc("Whether the documents are of two countries") boolean isNationalityChanged,
    @Doc("Odds that both are of one traveller, were there no other document")
        @Digits(precision = 24, scale = 6)
        BigDecimal odds,
    @Doc("Probability that both are of one traveller, beside all others that may be")
        @Digits(precision = 7, scale = 6)
        BigDecimal probability,
    @Doc(
            "Whether the pair is in the choice of greatest total log-odds, and probable enough: then both are one traveller")
        boolean isPaired,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS)
        @Doc("Pseudonym of the first document of the traveller, where the pair is one")
        String firstTravellerId) {}
