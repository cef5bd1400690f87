package org.caudal.reference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.caudal.job.Job;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.register.border.LoadResidencePermits;
import org.caudal.register.insurance.LoadInsuredMonths;
import org.caudal.register.residence.LoadLifeSigns;
import org.caudal.register.stock.LoadSurveyPersons;
import org.caudal.testing.JobParams;
import org.junit.jupiter.api.Test;

class CountryColumnsTest {
  @Test
  void aColumnWithoutACountryIsRefused() {
    refused(new LoadBorderCrossings(), "", "nationality, other_country");
    refused(new LoadResidencePermits(), "", "nationality");
    refused(new LoadInsuredMonths(), "", "country");
    refused(
        new LoadSurveyPersons(),
        "country: MEX, ",
        "birth_country, citizenship, second_citizenship");
    refused(
        new LoadLifeSigns(),
        "country: MEX, first-days: [seen_on], ",
        "birth_country, citizenship, area_id");
  }

  private static void refused(Job<?> job, String more, String columns) {
    assertThatThrownBy(
            () ->
                JobParams.of(job, "{extract: {paths: [x]}, " + more + "codes: {countries: [sex]}}"))
        .hasMessageContaining("codes.countries must be of " + columns + ", one was sex");
  }
}
