package org.caudal.synthetic.register;

import org.caudal.table.Default;
import org.caudal.table.Doc;

/** The parameters of all registers, lists and surveys. Give each the same as to the job itself. */
public record AllRegisterParams(
    @Doc("As given to the jobs of the registers with names") @Default("2") int delivery,
    @Doc("As given to the jobs of the registers with names") @Default("{}") RegisterShares defects,
    @Doc("As given to synthesize-border-crossings") @Default("{}") CrossingParams crossings,
    @Doc("As given to synthesize-contributions") @Default("{}") InsuranceParams contributions,
    @Doc("As given to synthesize-missing-persons") @Default("{}") MissingParams missingPersons,
    @Doc("As given to synthesize-victim-lists") @Default("{}") TraffickingParams victimLists,
    @Doc("As given to synthesize-census") @Default("{}") CensusParams census,
    @Doc("As given to synthesize-survey") @Default("{}") SurveyParams survey) {

  /** The parameters of the registers with names. */
  RegisterParams registers() {
    return new RegisterParams(delivery, defects);
  }
}
