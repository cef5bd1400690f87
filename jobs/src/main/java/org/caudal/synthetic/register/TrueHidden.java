package org.caudal.synthetic.register;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;
import org.caudal.table.Unit;

/** The hidden population by capture history, with those whom no list has. */
@Table(
    name = "true_hidden",
    row = "One row a class of victims and capture history.",
    key = {"victim_class", "history"},
    sensitivity = Sensitivity.AGGREGATE,
    caveat =
        "Synthetic. The history 00000 is what multiple systems estimation has to find; all others together are the observed number.",
    example =
        "SELECT SUM(victims) AS truth, SUM(CASE WHEN history <> '00000' THEN victims END) AS observed FROM true_hidden")
public record TrueHidden(
    @Doc("woman, girl or man") String victimClass,
    @Doc("A digit each for police, ngo, health, labour, consulate; 1 when listed") String history,
    @Doc("Victims with the history") @Unit("victims") long victims) {}
