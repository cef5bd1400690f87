package org.caudal.job;

import java.util.ArrayList;
import java.util.List;
import org.caudal.load.LoadPlan;
import org.caudal.table.TableSchema;

/**
 * The declaration of a job.
 *
 * @param name verb phrase in kebab case
 * @param summary one sentence: what it computes
 * @param paramsType the record of its parameters
 * @param reads input tables
 * @param absentable those of them that count as empty where they are not there
 * @param earlier those of them that are read as an earlier run left them
 * @param after extracts that other jobs may generate for this one to load
 * @param usesPseudonyms whether it makes pseudonyms without loading files
 * @param usesExchangeKey whether it makes long-term keys for other offices
 * @param output the one table it writes
 * @param write how rows are put there
 */
public record JobSpec<P extends Record>(
    String name,
    String summary,
    Class<P> paramsType,
    List<Class<? extends Record>> reads,
    List<Class<? extends Record>> absentable,
    List<Class<? extends Record>> earlier,
    List<Class<? extends Record>> after,
    boolean usesPseudonyms,
    boolean usesExchangeKey,
    Class<? extends Record> output,
    Write write) {

  /** Copies the lists. */
  public JobSpec {
    reads = List.copyOf(reads);
    absentable = List.copyOf(absentable);
    earlier = List.copyOf(earlier);
    after = List.copyOf(after);
  }

  /** Starts a declaration. */
  public static <P extends Record> Builder<P> named(String name, Class<P> paramsType) {
    return new Builder<>(name, paramsType);
  }

  /** Schema of the output table. */
  public TableSchema outputSchema() {
    return TableSchema.of(output);
  }

  /** Reads as a sentence: name, summary, what is read, then how the output is written. */
  public static final class Builder<P extends Record> {
    private final String name;
    private final Class<P> paramsType;
    private String summary = "";
    private List<Class<? extends Record>> reads = List.of();
    private List<Class<? extends Record>> absentable = List.of();
    private List<Class<? extends Record>> earlier = List.of();
    private List<Class<? extends Record>> after = List.of();
    private boolean usesPseudonyms;
    private boolean usesExchangeKey;

    private Builder(String name, Class<P> paramsType) {
      this.name = name;
      this.paramsType = paramsType;
    }

    /** One sentence: what the job computes. */
    public Builder<P> summary(String sentence) {
      this.summary = sentence;
      return this;
    }

    /** Input tables. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    public final Builder<P> reads(Class<? extends Record>... tables) {
      this.reads = List.of(tables);
      return this;
    }

    /** Input tables of which any may be absent; it then counts as empty. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    public final Builder<P> readsWhatIsThere(Class<? extends Record>... tables) {
      this.reads = List.of(tables);
      this.absentable = this.reads;
      return this;
    }

    /** One more input table, which counts as empty where it is not there. */
    public Builder<P> readsIfThere(Class<? extends Record> table) {
      this.reads = with(reads, table);
      this.absentable = with(absentable, table);
      return this;
    }

    /**
     * One more input table, read as an earlier run left it, empty where none did: the job does not
     * wait for the one that writes it, which may wait for this one, and other rows in it are no
     * reason to run again.
     */
    public Builder<P> readsEarlier(Class<? extends Record> table) {
      this.earlier = with(earlier, table);
      return readsIfThere(table);
    }

    /** Generated extracts that this job can load: where both run, it runs after the generator. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only copied
    public final Builder<P> after(Class<? extends Record>... extracts) {
      this.after = List.of(extracts);
      return this;
    }

    /** Takes the key of pseudonyms, to find persons of a table that has raw numbers. */
    public Builder<P> usesPseudonyms() {
      this.usesPseudonyms = true;
      return this;
    }

    /** Takes the key that offices share, to make long-term keys of records. */
    public Builder<P> usesExchangeKey() {
      this.usesExchangeKey = true;
      return this;
    }

    /** The rows become the whole table. */
    public JobSpec<P> writesWhole(Class<? extends Record> table) {
      return build(table, new Write.Whole());
    }

    /** The rows replace the months asked for; {@code column} holds the first day of the month. */
    public JobSpec<P> writesMonths(Class<? extends Record> table, String column) {
      return build(table, new Write.Span(column, Write.Span.Step.MONTH));
    }

    /** The rows replace the days asked for; {@code column} holds the day. */
    public JobSpec<P> writesDays(Class<? extends Record> table, String column) {
      return build(table, new Write.Span(column, Write.Span.Step.DAY));
    }

    /** The rows replace those of the vintage asked for; {@code column} holds its day. */
    public JobSpec<P> writesVintage(Class<? extends Record> table, String column) {
      return writesDays(table, column);
    }

    /** The rows replace the quarters touched; {@code column} holds the first day of the quarter. */
    public JobSpec<P> writesQuarters(Class<? extends Record> table, String column) {
      return build(table, new Write.Span(column, Write.Span.Step.QUARTER));
    }

    /** The rows are merged into the table by its key. */
    public JobSpec<P> merges(Class<? extends Record> table) {
      return build(table, new Write.Merge());
    }

    /** The rows are classified extract rows of the plan's table. */
    public JobSpec<P> loads(LoadPlan plan) {
      return build(plan.table(), new Write.Load(plan));
    }

    /** The rows become CSV extracts, one for each value of {@code fileColumn}. */
    public JobSpec<P> exports(Class<? extends Record> layout, String fileColumn) {
      return build(layout, new Write.Export(fileColumn));
    }

    private static List<Class<? extends Record>> with(
        List<Class<? extends Record>> tables, Class<? extends Record> table) {
      List<Class<? extends Record>> more = new ArrayList<>(tables);
      more.add(table);
      return more;
    }

    private JobSpec<P> build(Class<? extends Record> output, Write write) {
      return new JobSpec<>(
          name,
          summary,
          paramsType,
          reads,
          absentable,
          earlier,
          after,
          usesPseudonyms,
          usesExchangeKey,
          output,
          write);
    }
  }
}
