/** Tests of disclosure control, indicators and the page. */
@NullMarked
package org.caudal.publication;

import org.jspecify.annotations.NullMarked;
