package org.caudal.run;

import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;

/**
 * The keys of a platform; each is read when a job of a run takes it.
 *
 * @param pseudonyms gives the pseudonym of an identifier in a domain
 * @param longTermKeys gives the long-term key of the values of a record by a schema
 */
public record Keys(
    Supplier<BiFunction<Column, String, Column>> pseudonyms,
    Supplier<BiFunction<Column, String, Column>> longTermKeys) {}
