package org.caudal.store;

/**
 * What a write did.
 *
 * @param version Delta version of the table afterwards
 * @param rowsWritten rows inserted or updated
 */
public record WriteResult(long version, long rowsWritten) {}
