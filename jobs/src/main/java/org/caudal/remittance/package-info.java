/**
 * Remittance transaction logs and price quotes: tables and jobs from load to corridor estimates.
 */
@NullMarked
package org.caudal.remittance;

import org.jspecify.annotations.NullMarked;
