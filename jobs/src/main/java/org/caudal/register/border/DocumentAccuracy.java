package org.caudal.register.border;

import java.math.BigDecimal;
import org.caudal.table.Digits;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/** What crossings say where documents, pairs of them or persons are taken for travellers. */
@Table(
    name = "document_accuracy",
    row = "One row a way to tell travellers.",
    key = {"way"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "way_known", sql = "way IN ('document', 'pair', 'person')"),
      @Check(
          name = "parts_of_wholes",
          sql =
              "right_joins <= joins AND false_migrations <= migrations AND false_overstays <= overstays")
    },
    caveat =
        "Of crossings whose true person is known, such as synthetic ones. What posts missed, persons have not either: only the change of documents is judged.",
    example =
        "SELECT way, joins, right_joins, false_migrations, false_overstays FROM document_accuracy ORDER BY way")
public record DocumentAccuracy(
    @Doc(
            "document: each is a traveller; pair: those of document_pair are one; person: those of a true person are")
        String way,
    @Doc("Travellers") @Unit("travellers") long travellers,
    @Doc("Joins of documents: documents less travellers") @Unit("joins") long joins,
    @Doc("Those of documents of one person: documents less parts of a traveller and person")
        @Unit("joins")
        long rightJoins,
    @Doc("Share of joins that are right; null where there are none")
        @Digits(precision = 7, scale = 6)
        @Nullable BigDecimal precision,
    @Doc("Right joins over those of persons; null where there are none")
        @Digits(precision = 7, scale = 6)
        @Nullable BigDecimal recall,
    @Doc("Crossings that are migrations by the rule") @Unit("crossings") long migrations,
    @Doc("Those that are not where persons are the travellers") @Unit("crossings")
        long falseMigrations,
    @Doc("Crossings that are migrations where persons are the travellers, and not here")
        @Unit("crossings")
        long missedMigrations,
    @Doc("Entries of visitors who certainly overstayed, as in border_event") @Unit("entries")
        long overstays,
    @Doc("Those that did not where persons are the travellers") @Unit("entries")
        long falseOverstays) {}
