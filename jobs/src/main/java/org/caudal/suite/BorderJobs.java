package org.caudal.suite;

import java.util.List;
import org.caudal.job.Job;
import org.caudal.register.border.CountBorderEvents;
import org.caudal.register.border.CountBorderMigrations;
import org.caudal.register.border.CountTemporaryPopulation;
import org.caudal.register.border.DecideCrossings;
import org.caudal.register.border.EstimateProvisionalMigrations;
import org.caudal.register.border.ImputeCrossings;
import org.caudal.register.border.LearnJourneys;
import org.caudal.register.border.LoadAsylumClaims;
import org.caudal.register.border.LoadBorderCrossings;
import org.caudal.register.border.LoadResidencePermits;
import org.caudal.register.border.MeasureDocuments;
import org.caudal.register.border.MeasureImputations;
import org.caudal.register.border.MeasureMinors;
import org.caudal.register.border.MeasureProvisionalMigrations;
import org.caudal.register.border.MeasureReunifications;
import org.caudal.register.border.PairDocuments;
import org.caudal.register.border.RewindCrossings;

/** The jobs of border posts; a new one is added to the list here. */
final class BorderJobs {
  private BorderJobs() {}

  static List<Job<?>> all() {
    return List.of(
        new LoadBorderCrossings(),
        new LoadResidencePermits(),
        new LoadAsylumClaims(),
        new PairDocuments(),
        new MeasureDocuments(),
        new DecideCrossings(),
        new LearnJourneys(),
        new ImputeCrossings(),
        new MeasureImputations(),
        new CountBorderMigrations(),
        new CountBorderEvents(),
        new CountTemporaryPopulation(),
        new MeasureMinors(),
        new MeasureReunifications(),
        new RewindCrossings(),
        new EstimateProvisionalMigrations(),
        new MeasureProvisionalMigrations());
  }
}
