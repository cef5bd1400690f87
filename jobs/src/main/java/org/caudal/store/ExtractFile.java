package org.caudal.store;

import java.util.List;
import org.caudal.store.extract.Piece;

/**
 * A file of an extract, read from end to end.
 *
 * @param name relative to the folder of its glob
 * @param path where it is
 * @param sha256 of the file without gzip
 * @param size bytes as stored
 * @param records records, readable or not
 * @param header column names
 * @param pieces that can each be read by itself, in their order; none of Parquet files
 */
public record ExtractFile(
    String name,
    String path,
    String sha256,
    long size,
    long records,
    List<String> header,
    List<Piece> pieces) {}
