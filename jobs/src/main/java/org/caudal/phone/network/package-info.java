/** The mobile network: cells, zones, and which cell serves which zone. */
@NullMarked
package org.caudal.phone.network;

import org.jspecify.annotations.NullMarked;
