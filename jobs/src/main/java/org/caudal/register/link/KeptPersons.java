package org.caudal.register.link;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.inline;
import static org.apache.spark.sql.functions.lead;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.linkage.Handover;
import org.caudal.statistics.linkage.Handover.Overlap;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** What earlier vintages of {@link KeptPerson} say of a record. */
final class KeptPersons {
  /** Columns of a record. */
  static final String[] RECORD = {"source_id", "record_id"};

  private static final StructType HANDED =
      new StructType()
          .add("earlier_person", DataTypes.StringType, false)
          .add("group", DataTypes.StringType, false);

  private static final UserDefinedFunction HANDOVER =
      udf((UDF1<Seq<Row>, List<Row>>) KeptPersons::handed, DataTypes.createArrayType(HANDED, false))
          .withName("handover");

  private KeptPersons() {}

  /**
   * The {@code earlier_person} of each record: that of the last vintage that has the record.
   *
   * <p>An identifier is given up in a vintage that has a record of the person, but not the
   * identifier. It is the earlier person of no record from then on, also of those that were absent
   * in that vintage.
   */
  static Dataset<Row> lastKnown(Dataset<Row> kept) {
    WindowSpec ofRecord = Window.partitionBy("source_id", "record_id").orderBy("vintage");
    Dataset<Row> followed =
        kept.withColumn("next_person", lead("person_id", 1).over(ofRecord))
            .withColumn("next_vintage", lead("vintage", 1).over(ofRecord));
    Dataset<Row> used = kept.select(col("vintage"), col("person_id")).distinct();
    Dataset<Row> givenUp =
        followed
            .filter(col("next_person").notEqual(col("person_id")))
            .select(col("next_vintage").as("vintage"), col("person_id"))
            .distinct()
            .join(used, new String[] {"vintage", "person_id"}, "left_anti")
            .select("person_id")
            .distinct();
    return followed
        .filter(col("next_vintage").isNull())
        .join(givenUp, new String[] {"person_id"}, "left_anti")
        .select(col("source_id"), col("record_id"), col("person_id").as("earlier_person"));
  }

  /**
   * The {@code earlier_person} whose identifier each {@code group} takes over, where one does.
   *
   * <p>Persons and groups that overlap with no other are done each alone, all others at once.
   *
   * @param records with {@code group} and {@code earlier_person}
   */
  static Dataset<Row> handover(Dataset<Row> records) {
    Column isAlone =
        count(lit(1))
            .over(Window.partitionBy("earlier_person"))
            .equalTo(1)
            .and(count(lit(1)).over(Window.partitionBy("group")).equalTo(1));
    return records
        .groupBy("earlier_person", "group")
        .agg(count(lit(1)).as("records"))
        .withColumn("alone", when(isAlone, col("group")).otherwise(""))
        .groupBy("alone")
        .agg(collect_list(struct("earlier_person", "group", "records")).as("overlaps"))
        .select(inline(HANDOVER.apply(col("overlaps"))));
  }

  private static List<Row> handed(Seq<Row> overlaps) {
    return Handover.of(
            CollectionConverters.asJava(overlaps).stream()
                .map(row -> new Overlap(row.getString(0), row.getString(1), row.getLong(2)))
                .toList())
        .stream()
        .map(overlap -> RowFactory.create(overlap.person(), overlap.group()))
        .toList();
  }
}
