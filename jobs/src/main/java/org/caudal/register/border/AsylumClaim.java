package org.caudal.register.border;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Claims of asylum, with the days on which the claimants might stay for them. */
@Table(
    name = "asylum_claim",
    row = "One row a claim of asylum and claimant.",
    key = {"claim_id", "claimant_id"},
    clusteredBy = {"claimant_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {@Check(name = "days_in_order", sql = "ended_on IS NULL OR ended_on >= claimed_on")},
    caveat =
        "As registered: who has not been registered yet is not here. Claimants are found again at the border only where both show the same document, or where the number is one of the person; many have none to show. Members of a family with one claim have a row each; those without a number are one.",
    example =
        "SELECT nationality, COUNT(DISTINCT claim_id) FROM asylum_claim WHERE ended_on IS NULL GROUP BY nationality")
public record AsylumClaim(
    @Pseudonym("asylum-claim") @Doc("Pseudonym of the mark of the claim") String claimId,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS)
        @Doc(
            "Pseudonym of the claimant's document or number, comparable with traveller_id of border_crossing; null if not known")
        @Nullable String claimantId,
    @Doc(
            "Country of citizenship, ISO 3166-1 alpha-3; XXA stateless, XXB or XXC refugee, _U not known")
        String nationality,
    @Doc("Day of the claim") LocalDate claimedOn,
    @Doc("Status in small letters, as the source writes it") String status,
    @Doc(
            "Last day on which the claimant might stay for the claim, that of a refusal or withdrawal; null where the claim is open or was granted")
        @Nullable LocalDate endedOn,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
