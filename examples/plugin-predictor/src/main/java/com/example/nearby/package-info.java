/** A predictor that comes as a jar: the container nearest to where the item is used. */
package com.example.nearby;
