/** What tests share: one Spark session, rows from records, assertions that mark the cells. */
@NullMarked
package org.caudal.testing;

import org.jspecify.annotations.NullMarked;
