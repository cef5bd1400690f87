/**
 * Stocks: how many residents have which characteristics, from censuses, surveys and linked
 * registers.
 */
@NullMarked
package org.caudal.register.stock;

import org.jspecify.annotations.NullMarked;
