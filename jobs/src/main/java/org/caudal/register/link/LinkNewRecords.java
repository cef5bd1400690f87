package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Finds pairs of new records in place of link-records; pairs of known ones stay as they are.
 *
 * <p><b>Reads</b> {@link LinkRecord}, {@link ValueShare} where the settings adjust by frequency,
 * {@link LinkageShare} where it is there, and what earlier runs left: {@link KeptPerson}, {@link
 * LinkedPerson} and {@link RecordPair}. Rows of these three that changed are no reason to run
 * again.
 *
 * <p><b>Writes</b> {@link RecordPair}.
 *
 * <p><b>Method.</b> That of {@link LinkRecords}, in place of which it runs: both write the whole
 * {@code record_pair}, so run one of them. Known are the records of the last vintage of {@code
 * kept_person} that {@code linked_person} has too: all their pairs were looked at, and those in
 * {@code record_pair} stay with the weight they have, as long as both records are there. A pair is
 * looked at where at least one record is not known, so that work on pairs grows with the new
 * records and the blocks that they come into; reading and sorting grow with all. Where no vintage
 * is there, or {@code record_pair} has no row, all records are new. A value that was not there when
 * values were counted has the share of one that was counted once. As long as settings and learnt
 * shares stay the same, and no value is new, {@code record_pair} is that of {@link LinkRecords}; do
 * not train, or count values, between deliveries that are linked so.
 *
 * <p><b>Known bias.</b> A known record whose fields have changed keeps its pairs: give it another
 * mark, or run {@code link-records}. Run {@code group-records} and {@code keep-persons} after this
 * job, each time, and never without it: records that they saw and this job did not count as known,
 * and their pairs are never made; the same holds for a register that was absent from a run of this
 * job which {@code group-records} did not follow. A new value that many new records have weighs as
 * much as a rare one until values are counted again and all is linked. After other settings or
 * another training old weights and new ones differ in meaning: run {@code link-records} once.
 *
 * <p><b>Example.</b> {@code caudal run link-new-records --conf conf/linkage-next.yaml}
 */
public final class LinkNewRecords implements Job<LinkRecords.Params> {
  private static final String[] RECORD = {"source_id", "record_id"};

  @Override
  public JobSpec<LinkRecords.Params> spec() {
    return JobSpec.named("link-new-records", LinkRecords.Params.class)
        .summary(
            "Finds pairs of new records in place of link-records; pairs of known ones stay as they are.")
        .reads(LinkRecord.class)
        .readsIfThere(ValueShare.class)
        .readsIfThere(LinkageShare.class)
        .readsEarlier(KeptPerson.class)
        .readsEarlier(LinkedPerson.class)
        .readsEarlier(RecordPair.class)
        .writesWhole(RecordPair.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, LinkRecords.Params p) {
    Dataset<Row> known = known(in);
    ComparedRecords records =
        LinkRecords.records(in, p, ComparedRecords.Uncounted.SEEN_ONCE).without(known);
    return keptPairs(in.table(RecordPair.class), known)
        .unionByName(LinkRecords.pairs(records, in, p));
  }

  /** Records of the last vintage that were linked and are still there; none without a pair. */
  private static Dataset<Row> known(Inputs in) {
    Dataset<Row> kept = in.table(KeptPerson.class);
    Dataset<Row> known =
        kept.join(
                broadcast(kept.agg(max("vintage").as("vintage"))),
                new String[] {"vintage"},
                "inner")
            .join(in.table(LinkedPerson.class), RECORD, "left_semi")
            .join(in.table(LinkRecord.class), RECORD, "left_semi")
            .select("source_id", "record_id");
    return RecordChecks.passed(
        known, in.table(RecordPair.class).agg(count(lit(1)).gt(0).as("passed")));
  }

  private static Dataset<Row> keptPairs(Dataset<Row> pairs, Dataset<Row> known) {
    return pairs
        .join(side(known, "left"), new String[] {"left_source", "left_record"}, "left_semi")
        .join(side(known, "right"), new String[] {"right_source", "right_record"}, "left_semi");
  }

  private static Dataset<Row> side(Dataset<Row> known, String side) {
    return known.select(
        col("source_id").as(side + "_source"), col("record_id").as(side + "_record"));
  }
}
