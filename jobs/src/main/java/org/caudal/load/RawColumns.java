package org.caudal.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Names of the columns of raw rows, before anything is parsed. */
public final class RawColumns {
  /** File of the record. */
  public static final String FILE = "source_file";

  /** Line of the record, or its row number. */
  public static final String POSITION = "source_position";

  /** Why the record could not be read; null when it could. */
  public static final String PROBLEM = "record_problem";

  /** How the problem of a record with an identifier that is no exact number begins. */
  public static final String INEXACT = "inexact-number in ";

  /** How the problem of a record with an identifier of bytes that are no text begins. */
  public static final String NO_TEXT = "no-text in ";

  /** Text of each column that no field names. */
  public static final String OTHERS = "other_columns";

  private RawColumns() {}

  /** Name of the raw text of a field. */
  public static String raw(String field) {
    return "raw_" + field;
  }

  /** Raw column: column of the source, for every field that the source holds. */
  public static Map<String, String> requested(LoadPlan plan, Extract extract) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (Field field : plan.fields()) {
      boolean unpivoted = plan.unpivot().filter(u -> u.holds(field.column())).isPresent();
      if (!unpivoted && !extract.constants().containsKey(field.column())) {
        columns.put(raw(field.column()), extract.sourceColumn(field.column()));
      }
    }
    return columns;
  }

  /** Schema of the raw rows. */
  public static StructType schema(LoadPlan plan, Extract extract) {
    StructType schema =
        new StructType()
            .add(FILE, DataTypes.StringType, false)
            .add(POSITION, DataTypes.LongType, false)
            .add(PROBLEM, DataTypes.StringType, true);
    for (String column : requested(plan, extract).keySet()) {
      schema = schema.add(column, DataTypes.StringType, true);
    }
    return plan.unpivot().isPresent()
        ? schema.add(
            OTHERS, DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType), true)
        : schema;
  }
}
