package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/**
 * How many victims are on which lists, as an office that has matched the lists would count them.
 */
@Table(
    name = "capture_sheet",
    row = "One row a population and set of lists; only sets with somebody.",
    key = {"file_name", "population_id", "lists"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat = "Synthetic: nobody exists. Every match is right, which no real one is.")
public record CaptureSheet(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("XCA-trafficking, and one population a class: -woman, -girl, -man") String populationId,
    @Doc("Country, ISO 3166-1 alpha-3") String areaId,
    @Doc("First day of the year of the first victim") String periodStart,
    @Doc("Names of the lists, joined by +") String lists,
    @Doc("Victims on these lists and no other") String persons) {}
