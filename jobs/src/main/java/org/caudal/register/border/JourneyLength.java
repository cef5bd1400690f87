package org.caudal.register.border;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Table.Check;
import org.caudal.table.Unit;

/** How long stays in the country and absences from it last. */
@Table(
    name = "journey_length",
    row = "One row a direction, nationality, journey before and band of days with a journey.",
    key = {"direction", "nationality", "before", "from_days"},
    sensitivity = Sensitivity.AGGREGATE,
    checks = {
      @Check(name = "direction_known", sql = "direction IN ('entry', 'exit')"),
      @Check(name = "before_known", sql = "before IN ('none', 'short', 'long')"),
      @Check(name = "some_journeys", sql = "ended >= 0 AND going_on >= 0 AND ended + going_on > 0")
    },
    caveat =
        "Journeys before or after which a crossing is missing are not counted. Who left or came by no post seems to stay for ever. Not for publication: no disclosure control.",
    example =
        "SELECT from_days, ended, going_on FROM journey_length WHERE direction = 'entry' AND nationality = 'all' AND before = 'none' ORDER BY from_days")
public record JourneyLength(
    @Doc("Of the crossing that begins it: entry, a stay in the country; exit, an absence")
        String direction,
    @Doc("Country of the document at that crossing, ISO 3166-1 alpha-3; all for all")
        String nationality,
    @Doc("Days on the other side before it: short, fewer than 91; long; none, first seen")
        String before,
    @Doc("Fewest days of the band; the next row begins where it ends") @Unit("days") int fromDays,
    @Doc("Journeys of so many days") @Unit("journeys") long ended,
    @Doc("Journeys that began so many days before the last day, and are not over") @Unit("journeys")
        long goingOn) {}
