package org.caudal.synthetic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.caudal.job.Inputs;
import org.caudal.synthetic.country.SynthesizeCountry;
import org.caudal.synthetic.country.SynthesizePeople;
import org.caudal.synthetic.country.SynthesizeResidences;
import org.caudal.synthetic.country.SynthesizeStays;
import org.caudal.synthetic.country.SynthesizeTowns;
import org.caudal.synthetic.country.SyntheticHousehold;
import org.caudal.synthetic.country.SyntheticPerson;
import org.caudal.synthetic.country.SyntheticResidence;
import org.caudal.synthetic.country.SyntheticStay;
import org.caudal.synthetic.country.SyntheticTown;
import org.caudal.synthetic.register.CrossingParams;
import org.caudal.synthetic.register.SynthesizeBorderCrossings;
import org.caudal.table.TableSchema;
import org.caudal.testing.JobParams;

/**
 * Inputs of a generator: a small synthetic country from 2021 on, made once by its own jobs for all
 * tests, in as many partitions as the test wants.
 *
 * @param partitions partitions of every input
 * @param people of the country, about
 * @param seed of the country
 * @param years from 2021 on
 */
public record SyntheticInputs(SparkSession spark, int partitions, long people, long seed, int years)
    implements Inputs {
  private static final long PEOPLE = 2500;
  private static final long SEED = 7;
  private static final int YEARS = 5;
  private static final Map<String, List<Row>> MADE = new HashMap<>();

  /** A country of five years. */
  public SyntheticInputs(SparkSession spark, int partitions, long people, long seed) {
    this(spark, partitions, people, seed, YEARS);
  }

  /** The country that most tests share, in one partition. */
  public static SyntheticInputs of(SparkSession spark) {
    return new SyntheticInputs(spark, 1, PEOPLE, SEED);
  }

  /** The same country in so many partitions. */
  public SyntheticInputs in(int others) {
    return new SyntheticInputs(spark, others, people, seed, years);
  }

  /** Posts that miss crossings and mistake directions by default, in files without faults. */
  public static CrossingParams posts() {
    return JobParams.of(
        new SynthesizeBorderCrossings(),
        "{duplicates: 0, impossible-days: 0, swapped-month: 1999-01, lost-day: 1970-01-01,"
            + " spike-day: 1970-01-01}");
  }

  /** The rows of a table; made when first asked for. */
  public List<Row> rows(Class<? extends Record> table) {
    synchronized (MADE) {
      String key = table.getName() + " " + people + " " + seed + " " + years;
      List<Row> rows = MADE.get(key);
      if (rows == null) {
        rows = rows(make(table), table);
        MADE.put(key, rows);
      }
      return rows;
    }
  }

  /** What was made: the columns of a table in their order, and some more. */
  public static List<Row> rows(Dataset<Row> made, Class<? extends Record> table, String... more) {
    return made.select(
            Stream.concat(TableSchema.of(table).columnNames().stream(), Stream.of(more))
                .map(functions::col)
                .toArray(Column[]::new))
        .collectAsList();
  }

  /** The columns of a table, as texts, sorted. */
  public static List<String> texts(List<Row> rows, Class<? extends Record> table) {
    List<String> columns = TableSchema.of(table).columnNames();
    return rows.stream()
        .map(row -> columns.stream().map(c -> String.valueOf(row.<Object>getAs(c))).toList())
        .map(cells -> String.join("|", cells))
        .sorted()
        .toList();
  }

  @Override
  public Dataset<Row> table(Class<? extends Record> table) {
    Dataset<Row> made = spark.createDataFrame(rows(table), TableSchema.of(table).bareStructType());
    return partitions == 1 ? made.coalesce(1) : made.repartition(partitions);
  }

  @Override
  public boolean isThere(Class<? extends Record> table) {
    return true;
  }

  private Dataset<Row> make(Class<? extends Record> table) {
    if (table == SyntheticTown.class) {
      return new SynthesizeTowns().transform(this, new SynthesizeTowns.Params());
    }
    if (table == SyntheticHousehold.class) {
      return new SynthesizeCountry()
          .transform(this, new SynthesizeCountry.Params(people, 2021, years, seed));
    }
    if (table == SyntheticPerson.class) {
      return new SynthesizePeople().transform(this, new SynthesizePeople.Params());
    }
    if (table == SyntheticStay.class) {
      return new SynthesizeStays().transform(this, new SynthesizeStays.Params());
    }
    if (table == SyntheticResidence.class) {
      return new SynthesizeResidences().transform(this, new SynthesizeResidences.Params());
    }
    throw new IllegalStateException("a generator does not read " + table);
  }

  @Override
  public Dataset<Row> extract() {
    throw new IllegalStateException("a generator loads no extract");
  }

  @Override
  public Dataset<Row> kept(Dataset<Row> rows) {
    return rows;
  }

  @Override
  public Dataset<Row> sequence(long count) {
    return spark.range(0, count, 1, partitions).toDF();
  }

  @Override
  public Column pseudonym(Column identifier, String domain) {
    throw new IllegalStateException("a generator writes raw identifiers");
  }

  @Override
  public Column longTermKey(Column values, String schema) {
    throw new IllegalStateException("a generator encodes no records");
  }
}
