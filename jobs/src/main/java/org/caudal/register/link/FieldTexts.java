package org.caudal.register.link;

import static org.apache.spark.sql.functions.udf;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.caudal.statistics.linkage.Symbols;
import org.jspecify.annotations.Nullable;

/** The fields of a record as they are compared, read from its JSON in one pass. */
final class FieldTexts {
  private static final JsonFactory JSON = new JsonFactory();

  private FieldTexts() {}

  /** A structure of the texts of the fields under {@link ComparedRecords#value}. */
  static Column of(Column json, List<String> fields, Symbols.Unit unit) {
    StructType type = new StructType();
    for (int i = 0; i < fields.size(); i++) {
      type = type.add(ComparedRecords.value(i), DataTypes.StringType, true);
    }
    UDF1<byte[], Row> texts = bytes -> texts(bytes, fields, unit);
    return udf(texts, type).withName("field_texts").apply(json.cast("binary"));
  }

  private static Row texts(byte[] json, List<String> fields, Symbols.Unit unit) throws IOException {
    @Nullable Object[] texts = new @Nullable Object[fields.size()];
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        int field = fields.indexOf(name);
        JsonToken value = parser.nextToken();
        if (field >= 0 && value != JsonToken.VALUE_NULL) {
          texts[field] = unit.read(parser.getText());
        }
      }
    }
    return RowFactory.create(texts);
  }
}
