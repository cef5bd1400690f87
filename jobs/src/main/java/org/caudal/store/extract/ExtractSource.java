package org.caudal.store.extract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.apache.spark.util.SerializableConfiguration;

/** The Spark data source: one partition a file, one row a record. */
public final class ExtractSource implements TableProvider {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REQUEST = "request";

  /**
   * What is to be read.
   *
   * @param parts files with the same columns, in lists that are read together
   * @param layout how records are told apart
   * @param columns name of an output column: column of the file; the others go to a map when asked
   */
  public record Request(List<List<TextFile>> parts, Layout layout, Map<String, String> columns) {}

  /** The records of the files as rows of the given schema. */
  public static Dataset<Row> read(SparkSession spark, Request request, StructType schema) {
    try {
      return spark
          .read()
          .format(ExtractSource.class.getName())
          .schema(schema)
          .option(REQUEST, JSON.writeValueAsString(request))
          .load();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("File names and columns have a JSON form.", e);
    }
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    throw new IllegalArgumentException("The schema of an extract is always given.");
  }

  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    try {
      return new ExtractTable(
          schema,
          JSON.readValue(
              new CaseInsensitiveStringMap(properties).get(REQUEST),
              new TypeReference<Request>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The request was written by this class.", e);
    }
  }

  private record ExtractTable(StructType struct, Request request) implements SupportsRead {
    @Override
    public String name() {
      return "extract in " + request.parts().size() + " parts";
    }

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it
    public StructType schema() {
      return struct;
    }

    @Override
    public Set<TableCapability> capabilities() {
      return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
      return () -> new ExtractScan(struct, request);
    }
  }

  private record ExtractScan(StructType struct, Request request) implements Scan, Batch {
    @Override
    public StructType readSchema() {
      return struct;
    }

    @Override
    public String description() {
      return "extract in " + request.parts().size() + " parts";
    }

    @Override
    public Batch toBatch() {
      return this;
    }

    @Override
    public InputPartition[] planInputPartitions() {
      return request.parts().stream().map(Part::new).toArray(InputPartition[]::new);
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
      Configuration hadoop = SparkSession.active().sessionState().newHadoopConf();
      return new RecordReader.Factory(
          struct, request.layout(), request.columns(), new SerializableConfiguration(hadoop));
    }
  }

  record Part(List<TextFile> files) implements InputPartition {}
}
