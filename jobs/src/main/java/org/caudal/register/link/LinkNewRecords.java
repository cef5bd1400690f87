package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;

/**
 * Finds pairs of new records, among them and with known ones; known pairs stay as they are.
 *
 * <p><b>Reads</b> {@link LinkRecord}, {@link ValueShare} where the settings adjust by frequency,
 * {@link LinkageShare} where it is there, and what earlier runs left: {@link KeptPerson} and {@link
 * RecordPair}.
 *
 * <p><b>Writes</b> {@link RecordPair}.
 *
 * <p><b>Method.</b> That of {@link LinkRecords}, in place of which it runs. Known are the records
 * of the last vintage of {@code kept_person}: all their pairs were looked at, and those in {@code
 * record_pair} stay with the weight they have, as long as both records are there. A pair is looked
 * at where at least one record is not known, so that work on pairs grows with the new records and
 * the blocks that they come into; reading and sorting grow with all. Where no vintage is there all
 * records are new. As long as settings and learnt shares stay the same, {@code record_pair} is that
 * of {@link LinkRecords}; do not train, or count values, between deliveries that are linked so.
 *
 * <p><b>Known bias.</b> A known record whose fields have changed keeps its pairs: give it another
 * mark, or run {@code link-records}. After other settings or another training old weights and new
 * ones differ in meaning: run {@code link-records} once.
 *
 * <p><b>Example.</b> {@code caudal run link-new-records --conf conf/linkage-next.yaml}
 */
public final class LinkNewRecords implements Job<LinkRecords.Params> {
  private static final String[] RECORD = {"source_id", "record_id"};

  @Override
  public JobSpec<LinkRecords.Params> spec() {
    return JobSpec.named("link-new-records", LinkRecords.Params.class)
        .summary(
            "Finds pairs of new records, among them and with known ones; known pairs stay as they are.")
        .reads(LinkRecord.class)
        .readsIfThere(ValueShare.class)
        .readsIfThere(LinkageShare.class)
        .readsEarlier(KeptPerson.class)
        .readsEarlier(RecordPair.class)
        .writesWhole(RecordPair.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, LinkRecords.Params p) {
    Dataset<Row> known = known(in);
    ComparedRecords records = LinkRecords.records(in, p).without(known);
    return keptPairs(in.table(RecordPair.class), known)
        .unionByName(LinkRecords.pairs(records, in, p));
  }

  /** Records of the last vintage that are still there. */
  private static Dataset<Row> known(Inputs in) {
    Dataset<Row> kept = in.table(KeptPerson.class);
    return kept.join(
            broadcast(kept.agg(max("vintage").as("vintage"))), new String[] {"vintage"}, "inner")
        .join(in.table(LinkRecord.class), RECORD, "left_semi")
        .select("source_id", "record_id");
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
