package org.caudal.register.border;

import java.time.LocalDate;
import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How often travellers passed through, overstayed, came again, returned, followed their family, or
 * entered as children alone.
 */
@Table(
    name = "border_event",
    row = "One row an event, month and nationality with a crossing that is one or may be.",
    key = {"event", "month", "nationality"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(
          name = "event_known",
          sql =
              "event IN ('transit', 'overstay', 'circular', 'return', 'reunification', 'unaccompanied_minor')"),
      @Check(name = "bounds_in_order", sql = "least <= most AND most > 0 AND travellers <= least")
    },
    caveat =
        "Bounds are of logic, not of chance; crossings that no post recorded without a trace are in neither. Who holds a permit or claims asylum with another document overstays; without residence_permit and asylum_claim no overstay is certain. Reunifications without a permit, a document or a recorded arrival are in neither bound, and those of the last year may still get a permit. Children are a protected group. Not for publication: no disclosure control.",
    example =
        "SELECT month, least, most FROM border_event WHERE event = 'transit' AND nationality = 'all' ORDER BY month")
public record BorderEvent(
    @Doc(
            "transit: a foreigner came from one country and left to another soon; overstay: a visitor was in the country after the admission; circular: a second stay of 3 to 12 months on the far side within 36 months; return: a national who had emigrated came to live at home; reunification: a foreigner with a first permit as member of a family arrived after the sponsor; unaccompanied_minor: a traveller under 18 entered and no adult was with them")
        String event,
    @Doc("First day of the month: of the entry, of a circular move its end") LocalDate month,
    @Doc("Country of the document, ISO 3166-1 alpha-3; all for all") String nationality,
    @Doc("Events that are certain") @Unit("events") long least,
    @Doc("Events that are certain, and those that what is missing or to come may tell")
        @Unit("events")
        long most,
    @Doc(
            "Distinct travellers of certain events; who shows several nationalities in a month counts under that of the first")
        @Unit("travellers")
        long travellers,
    @Doc("Rule by which who returns had emigrated and immigrates; null of other events")
        @Nullable String rule,
    @Doc("Last day that was looked at") LocalDate asOf) {}
