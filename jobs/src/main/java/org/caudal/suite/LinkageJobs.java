package org.caudal.suite;

import java.util.List;
import org.caudal.job.Job;
import org.caudal.register.link.CountBlocks;
import org.caudal.register.link.CountValues;
import org.caudal.register.link.EncodeRecords;
import org.caudal.register.link.EstimateLinkageQuality;
import org.caudal.register.link.GroupRecords;
import org.caudal.register.link.KeepPersons;
import org.caudal.register.link.LinkNewRecords;
import org.caudal.register.link.LinkRecords;
import org.caudal.register.link.LoadLinkRecords;
import org.caudal.register.link.LoadPairLabels;
import org.caudal.register.link.LoadSeparatePairs;
import org.caudal.register.link.LogPersonChanges;
import org.caudal.register.link.MeasureLinkage;
import org.caudal.register.link.MeasureThresholds;
import org.caudal.register.link.SamplePairs;
import org.caudal.register.link.SynthesizePairLabels;
import org.caudal.register.link.TrainLinkage;

/** The jobs of record linkage; a new one is added to the list here. */
final class LinkageJobs {
  private LinkageJobs() {}

  static List<Job<?>> all() {
    return List.of(
        new LoadLinkRecords(),
        new CountValues(),
        new CountBlocks(),
        new TrainLinkage(),
        new LinkRecords(),
        new LinkNewRecords(),
        new LoadSeparatePairs(),
        new GroupRecords(),
        new SamplePairs(),
        new SynthesizePairLabels(),
        new LoadPairLabels(),
        new EstimateLinkageQuality(),
        new KeepPersons(),
        new LogPersonChanges(),
        new MeasureLinkage(),
        new MeasureThresholds(),
        new EncodeRecords());
  }
}
