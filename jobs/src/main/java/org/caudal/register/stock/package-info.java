/**
 * Stocks: how many residents have which characteristics, from censuses, surveys and linked
 * registers, and how many members households have abroad.
 */
@NullMarked
package org.caudal.register.stock;

import org.jspecify.annotations.NullMarked;
