/** From estimates to what may leave the platform: disclosure control, indicators, the page. */
@NullMarked
package org.caudal.publication;

import org.jspecify.annotations.NullMarked;
