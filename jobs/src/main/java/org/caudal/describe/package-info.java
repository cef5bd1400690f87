/** Reference pages, the manifest and the example configuration, all from the declarations. */
@NullMarked
package org.caudal.describe;

import org.jspecify.annotations.NullMarked;
