package org.caudal.suite;

import java.util.List;
import org.caudal.job.Job;
import org.caudal.register.residence.EstimateCountLinkage;
import org.caudal.register.residence.EstimateCoverage;
import org.caudal.register.residence.EstimateResidence;
import org.caudal.register.residence.LoadLifeSigns;
import org.caudal.register.residence.LoadPersonLabels;
import org.caudal.register.residence.MeasureCoverage;
import org.caudal.register.residence.SampleCountedPersons;
import org.caudal.register.residence.SynthesizePersonLabels;

/** The jobs of residents by registers; a new one is added to the list here. */
final class ResidenceJobs {
  private ResidenceJobs() {}

  static List<Job<?>> all() {
    return List.of(
        new LoadLifeSigns(),
        new EstimateResidence(),
        new SampleCountedPersons(),
        new SynthesizePersonLabels(),
        new LoadPersonLabels(),
        new EstimateCountLinkage(),
        new EstimateCoverage(),
        new MeasureCoverage());
  }
}
