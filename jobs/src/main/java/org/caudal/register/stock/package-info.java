/** Stocks: how many residents have which characteristics, from censuses and surveys. */
@NullMarked
package org.caudal.register.stock;

import org.jspecify.annotations.NullMarked;
