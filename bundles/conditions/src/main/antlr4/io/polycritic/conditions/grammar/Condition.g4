// Conditions over the series that a run reports. What functions there are, and what is a number and what is a test, is
// checked after parsing, where errors can say more.
grammar Condition;

condition
    : expression EOF
    ;

expression
    : NAME '(' (argument (',' argument)*)? ')'                                  # Call
    | '(' expression ')'                                                        # Group
    | NUMBER                                                                    # Constant
    | operator=('-' | '!') expression                                           # Prefix
    | left=expression operator=('*' | '/') right=expression                     # Infix
    | left=expression operator=('+' | '-') right=expression                     # Infix
    | left=expression operator=('<' | '<=' | '>' | '>=' | '==' | '!=') right=expression # Infix
    | left=expression operator='&&' right=expression                            # Infix
    | left=expression operator='||' right=expression                            # Infix
    ;

argument
    : SERIES
    | expression
    ;

NAME
    : [a-zA-Z_] [a-zA-Z0-9_]*
    ;

NUMBER
    : [0-9]+ ('.' [0-9]+)? ([eE] [+-]? [0-9]+)?
    ;

SERIES
    : '\'' ~['\r\n]* '\''
    | '"' ~["\r\n]* '"'
    ;

SPACE
    : [ \t\r\n]+ -> skip
    ;

// Everything else is one wrong character, so that the parser says what may stand there.
OTHER
    : .
    ;
