/** Tests of rates and codes. */
@NullMarked
package org.caudal.reference;

import org.jspecify.annotations.NullMarked;
