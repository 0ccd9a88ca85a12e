//! Classes of tokens, for those who look at tokens without a grammar: the lexer's context, messages and recovery.

use crate::Token;

impl Token {
    pub fn opens_bracket(self) -> bool {
        matches!(
            self,
            Token::LParen
                | Token::LBracket
                | Token::LBrace
                | Token::DeclParen
                | Token::CallParen
                | Token::TupleParen
                | Token::SizeofParen
                | Token::WithParen
                | Token::TypeBracket
                | Token::TemplateBracket
                | Token::FieldOpen
                | Token::InterpolatedStart(_)
        )
    }

    pub fn closes_bracket(self) -> bool {
        matches!(
            self,
            Token::RParen
                | Token::RBracket
                | Token::RBrace
                | Token::FieldClose
                | Token::InterpolatedEnd
        )
    }

    /// A name, or a literal that is one token.
    fn is_atom(self) -> bool {
        matches!(
            self,
            Token::Name(_)
                | Token::CType(_)
                | Token::Int(_)
                | Token::CInt(_)
                | Token::Float(_)
                | Token::Imaginary(_)
                | Token::Str(_)
                | Token::None
                | Token::True
                | Token::False
                | Token::Null
                | Token::Ellipsis
        )
    }

    /// With this an operand ends.
    pub fn ends_operand(self) -> bool {
        self.is_atom()
            || matches!(
                self,
                Token::InterpolatedEnd | Token::RParen | Token::RBracket | Token::RBrace
            )
    }

    /// With this an operand begins, and it is no operator as well.
    pub fn starts_operand(self) -> bool {
        self.is_atom()
            || matches!(
                self,
                Token::InterpolatedStart(_)
                    | Token::Lambda
                    | Token::Await
                    | Token::SizeofParen
                    | Token::LBrace
            )
    }
}
