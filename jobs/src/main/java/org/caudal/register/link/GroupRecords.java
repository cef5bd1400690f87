package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.functions.Columns;
import org.caudal.functions.Shares;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.Households;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.Persons;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.statistics.linkage.Weights;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Groups linked records into persons.
 *
 * <p><b>Reads</b> {@link RecordPair}, {@link LinkRecord}, {@link ValueShare} where the settings
 * adjust by frequency and, where they are there, {@link LinkageShare} and {@link SeparatePair}.
 *
 * <p><b>Writes</b> {@link LinkedPerson}.
 *
 * <p><b>Method.</b> Records joined by pairs of at least {@code least-probability}, directly or
 * through others, are looked at together. All their pairs are weighed, also those that no blocking
 * rule found, but none below {@code floor}: one field of one record may be wrong altogether. The
 * two groups with the highest mean weight of the pairs between them, one record from each, are
 * joined as long as that mean is at least {@code mean-weight} (Sokal and Michener 1958); -2 is a
 * probability of 0.2. Where they are of two registers, both under {@code one-record-sources}, pairs
 * of the greatest sum of weights are chosen (Kuhn 1955), of those below 0 only for records that are
 * then left over. Two records of a source under {@code one-record-sources} are never of one person,
 * nor are two of one household of a source under {@code one-record-households}, nor those of a pair
 * in {@link SeparatePair}, such as twins that a clerk told apart; the link type of the settings is
 * not looked at. The job ends where a register under either is in no record. Where more than {@code
 * most-records} records hang together, the lowest weight of a pair that holds them is raised by 1,
 * again and again, until no part is larger. A value that was not there when values were counted has
 * the share of one that was counted once.
 *
 * <p><b>Known bias.</b> Persons with many records of which few agree are cut apart.
 *
 * <p><b>Example.</b> {@code caudal run group-records --conf conf/linkage.yaml}
 */
public final class GroupRecords implements Job<GroupRecords.Params> {

  /** Parameters. */
  public record Params(
      @Doc(LinkageKeys.SETTINGS) @Example(LinkageKeys.SETTINGS_EXAMPLE) String settings,
      @Doc(LinkageKeys.TEXT) @Default("folded") Symbols.Unit text,
      @Doc("Lowest probability of a pair that brings records together") @Default("0.5")
          BigDecimal leastProbability,
      @Doc("Lowest mean weight at which groups are joined") @Default("-2") BigDecimal meanWeight,
      @Doc("Weight that no pair is below in a mean") @Default("-8") BigDecimal floor,
      @Doc("Registers in which a person has one record at most")
          @Example("[population]")
          @Default("[]")
          List<String> oneRecordSources,
      @Doc(
              "Registers in whose households a person has one record at most, each with its field that has the mark of the household")
          @Example("{census: household}")
          @Default("{}")
          Map<String, String> oneRecordHouseholds,
      @Doc("Most records that are looked at together, 2 to 5000") @Default("1500")
          int mostRecords) {

    /** Refuses settings that cannot be read and impossible numbers. */
    public Params {
      oneRecordSources = List.copyOf(oneRecordSources);
      oneRecordHouseholds = Map.copyOf(oneRecordHouseholds);
      Comparer.requireReadable(SplinkSettings.model(settings), List.of());
      Shares.requireBetween("least-probability", leastProbability);
      if (floor.compareTo(meanWeight) > 0) {
        throw new IllegalArgumentException(
            "floor must not be above mean-weight, was " + floor + " above " + meanWeight);
      }
      if (mostRecords < 2 || mostRecords > 5000) {
        throw new IllegalArgumentException("most-records must be 2 to 5000, was " + mostRecords);
      }
    }

    private RecordGroups.Limits limits(List<String> fields) {
      return new RecordGroups.Limits(
          Weights.ofProbability(leastProbability.doubleValue()),
          mostRecords,
          new Persons.Rule(
              meanWeight.doubleValue(),
              floor.doubleValue(),
              Set.copyOf(oneRecordSources),
              Households.of(oneRecordHouseholds, fields)));
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("group-records", Params.class)
        .summary("Groups linked records into persons.")
        .reads(RecordPair.class, LinkRecord.class)
        .readsIfThere(ValueShare.class)
        .readsIfThere(LinkageShare.class)
        .readsIfThere(SeparatePair.class)
        .writesWhole(LinkedPerson.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    LinkageModel settings = SplinkSettings.model(p.settings());
    ComparedRecords records =
        ComparedRecords.of(
            in,
            settings,
            Households.conditions(p.oneRecordHouseholds()),
            settings.frequencyFields(),
            p.text(),
            ComparedRecords.Uncounted.SEEN_ONCE);
    Column model = PairScores.model(in.table(LinkageShare.class), settings);
    Dataset<Row> grouped =
        RecordGroups.of(
            records,
            in.table(RecordPair.class),
            in.table(SeparatePair.class),
            model,
            settings,
            p.limits(records.fields()));
    Set<String> registers = new HashSet<>(p.oneRecordSources());
    registers.addAll(p.oneRecordHouseholds().keySet());
    return NamedRegisters.required(
            in,
            LinkRecord.class,
            grouped,
            registers,
            "one-record-sources or one-record-households of group-records")
        .select(
            col("source_id"),
            col("record_id"),
            person(col("first_source"), col("first_record")).as("person_id"),
            col("records"),
            col("weight"));
  }

  private static Column person(Column source, Column record) {
    return left(Columns.digest(source, record), lit(32));
  }
}
