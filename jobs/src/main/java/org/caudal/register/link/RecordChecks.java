package org.caudal.register.link;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.json_object_keys;
import static org.apache.spark.sql.functions.udf;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.caudal.problem.ProblemException;
import org.caudal.statistics.linkage.LinkageModel;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Records that settings cannot link are refused before a pair is written. */
final class RecordChecks {
  private static final String PASSED = "passed";
  private static final String PLACE = "link_record";
  private static final int FEW = 10_000;

  private RecordChecks() {}

  /** The rows, once the one row of a check is there; it ends the run where it does not pass. */
  static Dataset<Row> passed(Dataset<Row> rows, Dataset<Row> check) {
    return rows.crossJoin(broadcast(check)).filter(col(PASSED)).drop(PASSED);
  }

  /** Whether each field has a value in any record. */
  static Dataset<Row> fields(Dataset<Row> records, List<String> fields) {
    UDF1<Seq<Seq<String>>, Boolean> check =
        keys -> {
          requireFields(fields, names(keys));
          return true;
        };
    UDF1<Seq<Seq<String>>, Boolean> lacks = keys -> !names(keys).containsAll(fields);
    Dataset<Row> few =
        records
            .limit(FEW) // whichever: mostly they have every field, and no other is read
            .agg(collect_set(json_object_keys(col("fields"))).as("few"))
            .filter(udf(lacks, DataTypes.BooleanType).apply(col("few")));
    return records
        .crossJoin(broadcast(few))
        .agg(collect_set(json_object_keys(col("fields"))).as("keys"))
        .select(
            udf(check, DataTypes.BooleanType).withName("has_fields").apply(col("keys")).as(PASSED));
  }

  private static Set<String> names(Seq<Seq<String>> keys) {
    Set<String> names = new TreeSet<>();
    CollectionConverters.asJava(keys)
        .forEach(ofRecord -> names.addAll(CollectionConverters.asJava(ofRecord)));
    return names;
  }

  private static void requireFields(List<String> fields, Set<String> there) {
    List<String> absent = new ArrayList<>(fields);
    absent.removeAll(there);
    if (!there.isEmpty() && !absent.isEmpty()) { // without a record nothing is absent
      throw refused(
          "has no record with a value in "
              + String.join(", ", absent)
              + ", which the settings or rules read; the fields there are "
              + String.join(", ", there)
              + ".",
          "Name it under fields or identifiers of load-link-records, or take it out of the settings.");
    }
  }

  /** Whether the link type of the settings is one for so many registers. */
  static Dataset<Row> sources(Dataset<Row> records, LinkageModel.Link link) {
    UDF1<Seq<String>, Boolean> check =
        sources -> {
          requireSources(new TreeSet<>(CollectionConverters.asJava(sources)), link);
          return true;
        };
    return records
        .agg(collect_set("source_id").as("sources"))
        .select(
            udf(check, DataTypes.BooleanType)
                .withName("has_sources")
                .apply(col("sources"))
                .as(PASSED));
  }

  private static void requireSources(Set<String> sources, LinkageModel.Link link) {
    if (link == LinkageModel.Link.DEDUPE_ONLY && sources.size() > 1) {
      throw refused(
          "has "
              + sources.size()
              + " registers, "
              + String.join(", ", sources)
              + ", and the settings say dedupe_only.",
          "Set link_type to link_and_dedupe for pairs within and between registers, to link_only for pairs between them; or load one register.");
    }
    if (isAlone(sources, link)) {
      throw refused(
          "has one register, " + String.join(", ", sources) + ", and the settings say link_only.",
          "Load the registers that are to be linked, or set link_type to dedupe_only for pairs within the one.");
    }
  }

  private static boolean isAlone(Set<String> sources, LinkageModel.Link link) {
    return link == LinkageModel.Link.LINK_ONLY && sources.size() == 1; // none has no records
  }

  /** What is said of records that settings cannot link. */
  static ProblemException refused(String problem, String remedy) {
    return ProblemException.data(PLACE, problem, remedy);
  }
}
