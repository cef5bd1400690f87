package org.caudal.register.border;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Pseudonym;
import org.caudal.table.Pseudonym.Of;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.jspecify.annotations.Nullable;

/** Residence permits of foreigners, and who brought the members of a family. */
@Table(
    name = "residence_permit",
    row = "One row a permit, first or renewed.",
    key = {"permit_id"},
    clusteredBy = {"holder_id"},
    sensitivity = Sensitivity.PERSON,
    checks = {
      @Check(name = "days_in_order", sql = "expires_on IS NULL OR expires_on >= issued_on")
    },
    caveat =
        "As issued: who lives in the country without a permit is not here. Holders and sponsors are found again at the border only where both show the same document, or where the number is one of the person.",
    example = "SELECT reason, COUNT(*) FROM residence_permit GROUP BY reason")
public record ResidencePermit(
    @Pseudonym("residence-permit") @Doc("Pseudonym of the mark of the permit") String permitId,
    @Pseudonym(LoadBorderCrossings.TRAVELLERS)
        @Doc(
            "Pseudonym of the holder's document or number, comparable with traveller_id of border_crossing; null if not known")
        @Nullable String holderId,
    @Doc(
            "Country of citizenship, ISO 3166-1 alpha-3; XXA stateless, XXB or XXC refugee, _U not known")
        String nationality,
    @Doc("Reason in small letters, as the source writes it") String reason,
    @Doc(
            "What the holder is to the sponsor, in small letters, as the source writes it; null if not known")
        @Nullable String kinship,
    @Doc("Whether the reason, or the kinship, is that of a member of a family") boolean isFamily,
    @Pseudonym(value = LoadBorderCrossings.TRAVELLERS, of = Of.MENTION)
        @Doc("Pseudonym of the sponsor's document or number, like that of the holder; null if none")
        @Nullable String sponsorId,
    @Doc("First day of the permit") LocalDate issuedOn,
    @Doc("Last day of the permit; null where it has no end") @Nullable LocalDate expiresOn,
    @Doc("File the row came from, relative to the folder of its glob") String sourceFile,
    @Doc("Line of the record in its file; row number for Parquet") long sourcePosition) {}
