package org.caudal.synthetic.country;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The disaster of the fictional country, as an agency for civil protection would list it. */
@Table(
    name = "crisis_sheet",
    row = "One row an event and municipality that it struck.",
    key = {"file_name", "event_id", "zone_id"},
    sensitivity = Sensitivity.OPERATION,
    caveat = "Synthetic: nothing of it happened.")
public record CrisisSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Code of the event") String eventId,
    @Doc("Name of the event") String name,
    @Doc("Kind of the event") String kind,
    @Doc("Day on which it struck, ISO 8601") String startDate,
    @Doc("Level of the area") String level,
    @Doc("P-code of the area") String zoneId) {}
