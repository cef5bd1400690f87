package org.caudal.register.link;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.SplinkSettings;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/**
 * Counts the pairs that blocking rules would make, before any is made.
 *
 * <p><b>Reads</b> {@link LinkRecord}.
 *
 * <p><b>Writes</b> {@link BlockCost}.
 *
 * <p><b>Method.</b> Records are counted by their keys, a pair is never made. The first record of a
 * pair stands on the left: of each record on the right, those on the left before it are counted,
 * without those of its own register where the settings say {@code link_only}. Pairs that no rule
 * before finds follow by inclusion and exclusion from blocks of the equalities of several rules
 * together, as long as the rule and all before it are nothing but equalities and at most 256 sets
 * of equalities are needed. The largest blocks are given under a pseudonym of their key.
 *
 * <p><b>Known bias.</b> Of a rule with a condition that is no equality, pairs are those looked at;
 * of one on elements in common, a pair for each element. Rules of {@code more-rules} are counted
 * each for itself.
 *
 * <p><b>Example.</b> {@code caudal run count-blocks --conf conf/linkage.yaml}
 */
public final class CountBlocks implements Job<CountBlocks.Params> {
  private static final int MOST_SETS = 256;

  /** Parameters. */
  public record Params(
      @Doc(LinkageKeys.SETTINGS) @Example(LinkageKeys.SETTINGS_EXAMPLE) String settings,
      @Doc(LinkageKeys.TEXT) @Default("folded") Symbols.Unit text,
      @Doc("Further rules that are counted, such as training rules")
          @Example("[l.birth_date = r.birth_date]")
          @Default("[]")
          List<String> moreRules,
      @Doc("How many of the largest blocks of a rule are given, 0 to 100") @Default("5")
          int largest) {

    /** Refuses settings and rules that cannot be read, no rule, and an impossible number. */
    public Params {
      moreRules = List.copyOf(moreRules);
      LinkageModel model = SplinkSettings.model(settings);
      Comparer.requireReadable(model, moreRules);
      if (model.rules().isEmpty() && moreRules.isEmpty()) {
        throw new IllegalArgumentException(
            "settings must have blocking_rules_to_generate_predictions, or more-rules a rule");
      }
      if (largest < 0 || largest > 100) {
        throw new IllegalArgumentException("largest must be 0 to 100, was " + largest);
      }
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("count-blocks", Params.class)
        .summary("Counts the pairs that blocking rules would make, before any is made.")
        .reads(LinkRecord.class)
        .usesPseudonyms()
        .writesWhole(BlockCost.class);
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    LinkageModel model = SplinkSettings.model(p.settings());
    List<String> rules = new ArrayList<>(model.rules());
    rules.addAll(p.moreRules());
    ComparedRecords records =
        ComparedRecords.of(
            in, model, p.moreRules(), List.of(), p.text(), ComparedRecords.Uncounted.REFUSED);
    Dataset<Row> values =
        RecordChecks.passed(
            records.values(), RecordChecks.sources(in.table(LinkRecord.class), model.link()));
    LazyComparer comparer = records.comparer(model, rules);
    BlockSizes sizes =
        new BlockSizes(comparer, records.fields().size(), model.rules().size(), MOST_SETS);
    return BlockCosts.of(in, values, model.link(), sizes, comparer.get().rules(), p.largest());
  }
}
