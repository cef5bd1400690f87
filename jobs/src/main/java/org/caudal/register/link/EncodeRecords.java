package org.caudal.register.link;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.left;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.caudal.job.Inputs;
import org.caudal.job.Job;
import org.caudal.job.JobSpec;
import org.caudal.statistics.linkage.LongTermKeySchema;
import org.caudal.statistics.linkage.Symbols;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/**
 * Encodes records for an office that links them without seeing names.
 *
 * <p><b>Reads</b> {@link LinkRecord}. <b>Writes</b> {@link EncodedRecord} as an extract.
 *
 * <p><b>Method.</b> Cryptographic long-term keys (Schnell, Bachteler and Reiher 2011), bit for bit
 * those of clkhash 0.18 with its schemas of version 3 and fields of the types string and enum: each
 * field is cut into tokens, each token sets bits at places that a BLAKE2b digest under the key of
 * the field gives, and all fields share one Bloom filter, whose halves may be laid on each other.
 * Keys of fields come from the key that offices share by HKDF (RFC 5869). Texts are folded first
 * unless {@code text} says otherwise, as they must be at all offices. Beside the long-term key only
 * what is named goes along, for blocking: the year of {@code birth-date}, of days that are written
 * as 1990-03-12 and of no others, {@code sex} and {@code place}, folded too. Load all fields under
 * {@code fields}: those under {@code identifiers} are pseudonyms of this platform and agree with
 * nothing elsewhere; as sex or place they are refused.
 *
 * <p>A record with none of the fields of the schema is left out. A changed key alone does not make
 * the extract anew: run with {@code --force}.
 *
 * <p><b>Known bias.</b> A field that is empty sets no bits: of such records even those of one
 * person are less alike. Long names weigh more than short ones where bits are counted by token. The
 * pseudonym of a record goes along and does not change with the exchange key: who has two
 * deliveries knows which of their records are the same, and can lay both long-term keys side by
 * side. A pseudonym that the schema encodes cannot be told from other text.
 *
 * <p><b>Example.</b> {@code caudal run encode-records --conf conf/exchange-office.yaml}
 */
public final class EncodeRecords implements Job<EncodeRecords.Params> {
  private static final String FILE = "encoded_records.csv";
  private static final String YEAR = "^[12][0-9]{3}-[0-9]{2}-[0-9]{2}";
  private static final String PSEUDONYM = "^[0-9a-f]{32}$";
  private static final int YEAR_DIGITS = 4;

  /** Parameters. */
  public record Params(
      @Doc("What a long-term key is made of: a linkage schema of clkhash, version 3, JSON")
          @Example("!file conf/linkage/long-term-key.json")
          String schema,
      @Doc(
              "What texts are made before they are encoded: folded, without case and accents; bytes and code-points leave them as they are")
          @Default("folded")
          Symbols.Unit text,
      @Doc(
              "Field with the day of birth, written as 1990-03-12, of which the year goes along; none by default")
          @Example("birth_date")
          @Nullable String birthDate,
      @Doc("Field with the sex that goes along, folded as text says; none by default")
          @Example("sex")
          @Nullable String sex,
      @Doc("Field with the place that goes along, folded as text says; none by default")
          @Example("country")
          @Nullable String place) {

    /** Refuses a schema that cannot be read. */
    public Params {
      LongTermKeySchema read = LongTermKeySchema.read(schema);
      if (read.fields().stream().distinct().count() < read.fields().size()) {
        throw new IllegalArgumentException(
            "schema must name each field once, names " + read.fields());
      }
    }

    private List<String> fields() {
      List<String> fields = new ArrayList<>(LongTermKeySchema.read(schema).fields());
      Stream.of(birthDate, sex, place)
          .flatMap(Stream::ofNullable)
          .filter(field -> !fields.contains(field))
          .distinct()
          .forEach(fields::add);
      return fields;
    }
  }

  @Override
  public JobSpec<Params> spec() {
    return JobSpec.named("encode-records", Params.class)
        .summary("Encodes records for an office that links them without seeing names.")
        .reads(LinkRecord.class)
        .usesExchangeKey()
        .exports(EncodedRecord.class, "file_name");
  }

  @Override
  public Dataset<Row> transform(Inputs in, Params p) {
    List<String> fields = p.fields();
    Column[] encoded =
        LongTermKeySchema.read(p.schema()).fields().stream()
            .map(field -> value(fields, field))
            .toArray(Column[]::new);
    Dataset<Row> records = in.table(LinkRecord.class);
    return RecordChecks.passed(
            ComparedRecords.parsed(records, fields, p.text()), RecordChecks.fields(records, fields))
        .filter(coalesce(encoded).isNotNull())
        .select(
            lit(FILE).as("file_name"),
            col("source_id"),
            col("record_id"),
            in.longTermKey(struct(encoded), p.schema()).as("long_term_key"),
            year(value(fields, p.birthDate())).as("birth_year"),
            clear(value(fields, p.sex()), "sex").as("sex"),
            clear(value(fields, p.place()), "place").as("place"));
  }

  private static Column value(List<String> fields, @Nullable String field) {
    return field == null
        ? lit(null).cast("string")
        : col(ComparedRecords.value(fields.indexOf(field)));
  }

  /** A value that goes along as it is, and is no pseudonym. */
  private static Column clear(Column value, String key) {
    Column refused =
        raise_error(lit(key + " of encode-records is a pseudonym: load its field under fields"))
            .cast("string");
    return when(value.rlike(PSEUDONYM), refused).otherwise(value);
  }

  private static Column year(Column day) {
    return when(day.rlike(YEAR), left(day, lit(YEAR_DIGITS)));
  }
}
