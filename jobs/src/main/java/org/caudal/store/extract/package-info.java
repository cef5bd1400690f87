/** A Spark data source for CSV and JSON lines that knows the line of every record. */
@NullMarked
package org.caudal.store.extract;

import org.jspecify.annotations.NullMarked;
